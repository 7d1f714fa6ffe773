"""The sample calls and collections."""

from flask import Flask

from hub import sample
from hub.db import db
from repository.models import Call, Collection
from repository.queries import calls, collections
from tests.clients import HubClient


def test_the_sample_has_an_open_call_a_closed_one_with_answers_and_a_collection(app: Flask, client: HubClient) -> None:
    for _time in range(2):
        sample.load()
        states = {call.state: call for call in db.session.query(Call)}
        assert set(states) == {"open", "closed"}
        assert db.session.query(Call).count() == 2
        assert len(db.session.scalars(calls.answers(states["closed"])).all()) == 3
        (collection,) = db.session.query(Collection)
        assert len(collections.shown(collection)) == 5
    home = client.get("/").text
    assert states["open"].title in home and collection.title in home
    assert states["closed"].title not in home

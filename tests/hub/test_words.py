"""What the hub says, it says in the language of its reader."""

import pytest
from flask import Flask

from hub.auth.operations import create_token
from hub.mail.outbox import compose
from tests.clients import HubClient
from tests.factories import user


@pytest.mark.parametrize(
    ("language", "day"), [("en", "December 4, 2026"), ("fr", "4 décembre 2026"), ("ru", "4 декабря 2026")]
)
def test_a_mail_says_a_day_as_its_reader_does(app: Flask, language: str, day: str) -> None:
    context = {"due": "2026-12-04", "days": 21, "title": "Legal aid", "url": "/practices/reviews/1"}
    assert day in compose("un@example.org", "review_invited", language, context).get_content()


def test_programs_read_what_is_wrong_with_a_field_in_the_language_that_they_ask_for(client: HubClient) -> None:
    api = client.api(create_token(user(), label="test", scope="write"))
    wrong = {"titel": "Legal aid", "countries": [None], "links": ["a link"], "end_year": "soon"}
    errors = api.post("/practices?lang=fr", json=wrong).json["errors"]
    said = {error["field"]: error["message"] for error in errors}
    assert said == {
        "titel": "Il n’y a pas de champ de ce nom.",
        "countries.0": "Donnez une liste de codes.",
        "links.0": "Donnez un objet dont les champs sont nommés.",
        "end_year": "Donnez un nombre entier de 1950 à 2100.",
    }

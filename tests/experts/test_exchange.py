"""Import and export of profiles, and the sample."""

from typing import Any

import pytest
from flask import Flask

from experts import sample
from experts.exchange import rows
from experts.models import Expert
from experts.operations import move, store
from experts.schemas import ImportSchema
from hub.auth.actors import GUEST
from hub.db import db
from hub.errors import Forbidden, Invalid
from tests.experts.factories import PROFILE
from tests.factories import user

LINE = {k: v for k, v in PROFILE.items() if k != "gender"} | {"email": "Ana@Example.org"}


def line(**special: object) -> dict[str, object]:
    return ImportSchema().load(LINE | special)


def test_an_import_publishes_or_drafts_and_finds_the_same_address_again(app: Flask) -> None:
    secretariat = user("secretariat")
    draft = store(secretariat, line(), publish=False)
    assert (draft.state, draft.email, draft.is_published) == ("draft", "ana@example.org", False)
    again = store(secretariat, line(headline="New"), publish=True)
    assert (again.id, again.headline, again.is_published) == (draft.id, "New", True)
    kept = store(secretariat, line(headline="Newer"), publish=False)
    assert (kept.headline, kept.is_published) == ("Newer", True)
    assert db.session.scalar(db.select(db.func.count()).select_from(Expert)) == 1
    with pytest.raises(Forbidden):
        store(user(), line(), publish=True)


def test_an_import_never_brings_back_what_somebody_withdrew(app: Flask) -> None:
    secretariat, owner = user("secretariat"), user(email="ana@example.org")
    thing = store(secretariat, line(), publish=True)
    move(owner, thing, "draft")
    with pytest.raises(Invalid) as refused:
        store(secretariat, line(), publish=True)
    assert list(refused.value.errors) == ["email"]
    assert not thing.is_published


def test_an_incomplete_line_is_refused_when_it_is_to_be_published(app: Flask) -> None:
    with pytest.raises(Invalid) as refused:
        store(user("secretariat"), ImportSchema().load(LINE | {"country": None}, partial=True), publish=True)
    assert list(refused.value.errors) == ["country"]
    assert db.session.scalar(db.select(db.func.count()).select_from(Expert)) == 0


def test_what_the_secretariat_exports_can_be_imported_and_is_the_same_again(app: Flask) -> None:
    secretariat = user("secretariat")
    store(secretariat, line(), publish=True)
    first = list(rows(secretariat, True))
    with app.app_context():
        db.session.execute(db.delete(Expert))
        db.session.commit()
    for row in first:
        store(secretariat, ImportSchema().load(row), publish=True)
    assert list(rows(secretariat, True)) == first
    assert all("email" not in row for row in rows(GUEST, False))


def test_the_sample_loads_in_all_its_states_and_a_second_time_changes_nothing(app: Flask) -> None:
    user("secretariat", email="secretariat@example.org")
    sample.load()
    found = {e.email: (e.state, e.version) for e in db.session.scalars(db.select(Expert))}
    assert len(found) >= 24
    assert {state for state, _version in found.values()} == {
        "draft", "submitted", "verified", "expired", "declined", "suspended",
    }  # fmt: skip
    sample.load()
    assert {e.email: (e.state, e.version) for e in db.session.scalars(db.select(Expert))} == found


def test_a_line_of_the_contract_names_no_language_and_is_taken_for_english(app: Any) -> None:
    line = {"name": "Expert (invented)", "email": "someone@example.org", "headline": "Labour agreements"}
    assert ImportSchema().load(line, partial=True)["language"] == "en"
    assert ImportSchema().load(line | {"language": "fr"}, partial=True)["language"] == "fr"

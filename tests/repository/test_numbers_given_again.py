"""SQLite gives the number of a draft that was thrown away to the next one: neither hears of the other."""

from typing import Any

import pytest
from sqlalchemy import select

from hub.audit import history, record
from hub.auth.models import User
from hub.db import db, transaction
from hub.notifications import tell
from hub.undo.models import WayBack
from repository import operations
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, review, user

pytestmark = pytest.mark.one_database
JSON = {"Accept": "application/json"}
WORDS = "Zanzibarquokka"


def begin(client: HubClient, person: User, title: str, editor: str = "a1b2c3d4") -> Practice:
    client.as_(person).post("/practices/new", data={"title": title, "editor": editor})
    db.session.rollback()
    return db.session.scalars(select(Practice).where(Practice.title == title)).one()


def throw_away(client: HubClient, person: User, made: Practice) -> None:
    assert client.as_(person).post(f"/practices/{made.slug}/discard").status_code == 302
    db.session.rollback()


def next_after(client: HubClient, person: User, made: Practice) -> Practice:
    """What somebody begins after a draft was thrown away."""
    number = made.id
    throw_away(client, made.submitter, made)  # type: ignore[arg-type]
    after = begin(client, person, "The draft that comes after it")
    assert after.id == number
    return after


def save(client: HubClient, person: User, made: Practice, **fields: str) -> Any:
    path = f"/practices/{made.slug}/edit/what"
    return client.as_(person).post(path, data={"version": "1", "editor": "b2c3d4e5"} | fields, headers=JSON)


def test_what_was_written_in_a_draft_that_is_gone_is_in_the_way_of_nobody(client: HubClient) -> None:
    gone = begin(client, user(), "The draft that is thrown away")
    for summary in ("One", "One two"):
        save(client, gone.submitter, gone, summary=summary)  # type: ignore[arg-type]
    person = user()
    made = next_after(client, person, gone)
    save(client, person, made, title="Another title of the draft")
    told = save(client, person, made, summary="Three", title="Another title of the draft")
    assert (told.status_code, told.json["saved"], told.json["clashes"]) == (200, ["summary"], [])
    db.session.rollback()
    assert made.summary == "Three"
    assert [entry.action for entry in history(made)] == ["practice.create", "practice.edit", "practice.edit"]


def test_a_form_that_began_a_draft_that_is_gone_begins_another_one(client: HubClient) -> None:
    person = user()
    gone = begin(client, person, "The draft that is thrown away")
    number = gone.id
    throw_away(client, person, gone)
    made = begin(client, person, "The draft that comes after it", editor="c3d4e5f6")
    assert made.id == number
    assert begin(client, person, "What the first form sends again").id != number


def test_news_of_a_draft_that_is_gone_is_no_news_of_the_next_one(client: HubClient, mails: Any) -> None:
    gone = begin(client, user(), "The draft that is thrown away")
    desk = user("secretariat", password_hash="of no password")
    with transaction():
        tell(desk, "author_left", gone, person=WORDS)
    assert WORDS in client.as_(desk).get("/inbox").text
    next_after(client, user(), gone)
    assert WORDS not in client.as_(desk).get("/inbox").text
    assert mails() == []


def test_what_the_secretariat_did_to_a_draft_that_is_gone_cannot_be_taken_back_from_the_next_one(
    client: HubClient,
) -> None:
    gone, desk = begin(client, user(), "The draft that is thrown away"), user("secretariat")
    save(client, desk, gone, summary="One")
    (way,) = db.session.scalars(select(WayBack))
    entry, browser = way.entry_id, client.as_(desk)
    made = next_after(client, user(), gone)
    save(client, made.submitter, made, summary="One")  # type: ignore[arg-type]
    assert made.title not in browser.get("/practices/waiting/recent").text  # type: ignore[operator]
    assert browser.post("/undo", data={"entry": str(entry)}).status_code == 404
    db.session.rollback()
    assert made.summary == "One"


def test_what_was_done_about_a_review_that_is_gone_is_no_history_of_the_next_one(client: HubClient) -> None:
    made, desk = practice("under_review"), user("secretariat")
    gone = review(made)
    with transaction():
        record(desk, "review.deadline", gone, stage="soon", due="")
    assert len(history(gone)) == 1
    number = gone.id
    operations.withdraw_invitation(desk, gone)
    after = review(made)
    assert (after.id, history(after)) == (number, [])

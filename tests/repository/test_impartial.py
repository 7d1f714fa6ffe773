"""Who ever wrote a practice neither decides on it nor reviews it, however they come to be no author of it any more."""

from typing import Any

import pytest
from sqlalchemy import select

from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.policy import can, visible
from repository import operations
from repository.models import Adaptation, Practice, PracticeAuthor, PracticeUpdate
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import ABLE, reviewer

ADAPTATION: dict[str, Any] = {
    "organization": "Ministry of Zebrafinches", "countries": ["KE"], "city": "Mombasa", "start_year": 2023,
    "changed": "It was shorter.", "result": "It took half the time.", "language": "en", "link": None, "retold": None,
}  # fmt: skip


def api(client: HubClient, person: User) -> Any:
    return client.api(create_token(person, label="test", scope="write"))


def joins(client: HubClient, made: Practice, person: User) -> PracticeAuthor:
    """Somebody is invited to write a practice, and accepts by the link in the mail."""
    author = operations.invite_author(made.submitter, made, person.email)
    assert client.as_(person).post(f"/practices/invitations/{author.link_token}").status_code == 302
    return author


def launders(client: HubClient, made: Practice, person: User, to: User) -> None:
    """Whoever submitted a practice hands it over and leaves."""
    author = joins(client, made, to)
    browser = client.as_(person)
    assert browser.post(f"/practices/{made.slug}/authors/{author.id}/hand-over").status_code == 302
    assert browser.post(f"/practices/{made.slug}/leave").status_code == 302
    assert person not in fresh(made).writers


def fresh(made: Practice) -> Practice:
    return db.session.get_one(Practice, made.id, populate_existing=True)


def may(person: User, permission: str, made: Practice) -> bool:
    """Whether somebody holds a permission on a practice; one by one and in a list is the same."""
    one = can(person, permission, fresh(made))
    assert (fresh(made) in db.session.scalars(visible(person, Practice, permission)).all()) == one
    return one


def test_who_hands_a_practice_over_and_leaves_neither_decides_on_it_nor_reads_who_reviews_it(
    client: HubClient, app: Any
) -> None:
    person, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    made = practice("screening", submitter=person)
    review = operations.invite(colleague, made, reviewer(name="Hidden From Authors"))
    launders(client, made, person, user(**ABLE))
    assert not may(person, "practice.decide", made) and may(colleague, "practice.decide", made)
    step = {"to": "declined", "comment": "Not for us."}
    for path in ("/desk", "/decisions/decline", "/status"):
        assert "Hidden From" not in client.as_(person).get(f"/practices/{made.slug}{path}").text
    assert client.as_(person).get(f"/practices/reviews/{review.id}").status_code == 404
    assert "Hidden From" not in api(client, person).get(f"/practices/{made.slug}/reviews").text
    assert api(client, person).post(f"/practices/{made.slug}/transitions", json=step).status_code == 403
    assert api(client, colleague).post(f"/practices/{made.slug}/transitions", json=step).status_code == 200


def test_a_former_author_decides_where_no_colleague_could(client: HubClient, app: Any) -> None:
    person, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    made = practice("submitted", submitter=person)
    launders(client, made, person, colleague)
    assert may(person, "practice.decide", made) and may(colleague, "practice.decide", made), "both wrote it"
    third = user("secretariat")
    assert not may(person, "practice.decide", made) and not may(colleague, "practice.decide", made)
    with transaction():
        third.confirmed_at = None  # so nobody else can sign in
    assert may(person, "practice.decide", made)


def test_who_throws_a_draft_away_wrote_nothing_of_the_next_one(client: HubClient, app: Any) -> None:
    person = user("secretariat", **ABLE)
    user("secretariat")
    thrown = practice("draft", submitter=person)
    number = thrown.id
    assert client.as_(person).post(f"/practices/{thrown.slug}/discard", data={"sure": "y"}).status_code == 302
    made = practice("submitted")
    if db.engine.dialect.name == "sqlite":
        assert made.id == number, "the trap is there"
    assert may(person, "practice.decide", made)


def test_who_imports_a_practice_does_not_write_it(client: HubClient, app: Any) -> None:
    person = user("secretariat", **ABLE)
    user("secretariat")
    made = operations.store(person, {"title": "Taken in from elsewhere", "lead_organizations": []}, publish=False)
    assert may(person, "practice.decide", made)


def test_a_former_co_author_is_neither_suggested_nor_invited_as_a_reviewer(client: HubClient, app: Any) -> None:
    secretariat, person = user("secretariat", **ABLE), reviewer(name="Once An Author")
    made = practice("draft", submitter=user(**ABLE))
    joins(client, made, person)
    assert client.as_(person).post(f"/practices/{made.slug}/leave").status_code == 302
    for step, by in (("submitted", made.submitter), ("screening", secretariat)):
        operations.move(by, fresh(made), step)
    desk = api(client, secretariat)
    assert "Once An Author" not in desk.get(f"/practices/{made.slug}/suggestions").text
    asked = desk.post(f"/practices/{made.slug}/reviews", json={"reviewer": person.email})
    assert asked.status_code == 409 and "their own submission" in asked.text


def test_a_colleague_of_a_former_author_has_a_conflict_too(client: HubClient, app: Any) -> None:
    secretariat, author = user("secretariat", **ABLE), user("focal_point", **ABLE, organization="Ministry of Ways")
    person = reviewer(organization="Ministry of Ways")
    made = practice("screening", submitter=author)
    launders(client, made, author, user(**ABLE))
    asked = api(client, secretariat).post(f"/practices/{made.slug}/reviews", json={"reviewer": person.email})
    assert asked.status_code == 409 and "Ministry of Ways" in asked.text


def test_who_wrote_a_practice_does_not_accept_its_update(client: HubClient, app: Any) -> None:
    person, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    made = practice(submitter=person)
    path = f"/practices/{made.slug}/update"
    api(client, person).patch(path, json={"summary": "Written anew.", "note": "Counted again."})
    assert api(client, person).post(f"{path}/transitions", json={"to": "submitted"}).status_code == 200
    for step in ({"to": "accepted"}, {"to": "returned", "comment": "Once more."}):
        assert api(client, person).post(f"{path}/transitions", json=step).status_code == 403
        assert client.as_(person).post(f"{path}/transitions", data=step).status_code == 403
    assert "Accept and publish" not in client.as_(person).get(path).text
    assert "Accept and publish" in client.as_(colleague).get(path).text
    update = db.session.scalars(select(PracticeUpdate)).one()
    for who, mine in ((person, []), (colleague, [update])):
        assert db.session.scalars(visible(who, PracticeUpdate, "update.decide")).all() == mine
    assert api(client, colleague).post(f"{path}/transitions", json={"to": "accepted"}).status_code == 200


@pytest.mark.parametrize("part", ["told it", "wrote the practice", "wrote the practice once"])
def test_who_has_a_part_in_an_adaptation_does_not_publish_it(client: HubClient, app: Any, part: str) -> None:
    person, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    made = practice(submitter=user(**ABLE) if part == "told it" else person)
    if part == "wrote the practice once":
        launders(client, made, person, user(**ABLE))
    one = operations.tell_adaptation(person if part == "told it" else user(), made, ADAPTATION)
    path = f"/practices/adaptations/{one.id}/transitions"
    for step in ({"to": "public"}, {"to": "declined", "comment": "Which office was it?"}):
        assert api(client, person).post(path, json=step).status_code == 403
        assert client.as_(person).post(path, data=step).status_code == 403
    for who, mine in ((person, []), (colleague, [one])):
        assert db.session.scalars(visible(who, Adaptation, "adaptation.decide")).all() == mine
        assert can(who, "adaptation.decide", db.session.merge(one)) == bool(mine)
    assert api(client, colleague).post(path, json={"to": "public"}).status_code == 200


def test_who_is_alone_in_the_secretariat_publishes_what_they_told(client: HubClient, app: Any) -> None:
    person = user("secretariat", **ABLE)
    one = operations.tell_adaptation(person, practice(), ADAPTATION)
    assert db.session.scalars(visible(person, Adaptation, "adaptation.decide")).all() == [one]
    step = api(client, person).post(f"/practices/adaptations/{one.id}/transitions", json={"to": "public"})
    assert step.status_code == 200


def test_an_author_from_the_secretariat_edits_as_authors_do(client: HubClient, app: Any) -> None:
    person, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    for status, answer in (("draft", 200), ("submitted", 409), ("approved", 409), ("published", 409)):
        made = practice(status, submitter=person)
        path, said = f"/practices/{made.slug}", {"summary": f"Changed while {status}."}
        assert api(client, person).patch(path, json=said).status_code == answer
        assert may(person, "practice.edit", made) == (answer == 200)
        assert may(colleague, "practice.edit", made)
    assert "Changed while" not in client.get(path).text
    assert api(client, colleague).patch(path, json={"summary": "Mended by a colleague."}).status_code == 200
    assert "Mended by a colleague" in client.get(path).text


def test_a_former_author_from_the_secretariat_does_not_edit_what_is_public(client: HubClient, app: Any) -> None:
    person = user("secretariat", **ABLE)
    user("secretariat")
    made = practice(submitter=person)
    launders(client, made, person, user(**ABLE))
    assert api(client, person).patch(f"/practices/{made.slug}", json={"summary": "Laundered."}).status_code == 403


def test_who_is_alone_in_the_secretariat_mends_their_own_public_text(client: HubClient, app: Any) -> None:
    person = user("secretariat", **ABLE)
    made = practice(submitter=person)
    assert api(client, person).patch(f"/practices/{made.slug}", json={"summary": "Mended."}).status_code == 200

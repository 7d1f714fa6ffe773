"""What the secretariat does with practices can be taken back for a day, as long as nobody else has acted on it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub import audit, clock
from hub.db import db, transaction
from hub.errors import Conflict, NotFound
from hub.policy import can
from hub.undo import take_back
from hub.undo.models import WayBack
from hub.undo.queries import recent
from repository import operations, queries
from repository.models import Practice, Review
from repository.models.version import PUBLISHED
from tests.clients import HubClient
from tests.factories import practice, review, user


def last_deed() -> int:
    """The number of the deed that was done last."""
    found = db.session.scalar(select(WayBack.entry_id).order_by(WayBack.id.desc()).limit(1))
    assert found is not None
    return found


def state_of(made: Practice) -> dict[str, Any]:
    """Everything that a step may change."""
    db.session.refresh(made)
    return {
        "status": made.status, "since": made.status_since, "published": made.published_at, "round": made.round,
        "reviews": [(r.reviewer_id, r.round, r.state, r.due_at) for r in made.reviews],
        "versions": [(v.kind, v.number) for v in made.versions],
    }  # fmt: skip


STEPS = {
    "screening": "submitted",
    "under_review": "screening",
    "changes_requested": "under_review",
    "approved": "under_review",
    "declined": "under_review",
    "published": "approved",
    "update_requested": "published",
    "archived": "published",
}


@pytest.mark.parametrize("target", STEPS)
def test_each_step_of_the_workflow_can_be_taken_back(app: Flask, target: str) -> None:
    secretariat, made = user("secretariat"), practice(STEPS[target])
    for _n in range(3):
        review(made, "submitted", reviewer=user("reviewer", category="un-entity"), recommendation="approve")
        review(made, "submitted", recommendation="approve")
    before = state_of(made)
    operations.move(secretariat, made, target, "A reason")
    assert state_of(made) != before
    take_back(secretariat, last_deed())
    assert state_of(made) == before


def test_what_was_published_by_mistake_is_gone_from_every_place_at_once(
    client: HubClient, app: Flask, work: Any
) -> None:
    secretariat, made = user("secretariat"), practice("approved", title="Published a day too early")
    browser, guest = client.as_(secretariat), client
    answer = browser.post(f"/practices/{made.slug}/transitions", data={"to": "published"}, follow_redirects=True)
    work()
    assert guest.get(f"/practices/{made.slug}").status_code == 200
    assert guest.get("/api/v1/search?q=early").json["total"] == 1
    entry = answer.text.split('name="entry" value="')[1].split('"')[0]
    undone = browser.post("/undo", data={"entry": entry, "next": f"/practices/{made.slug}/desk"}, follow_redirects=True)
    assert "One step was taken back." in undone.text
    assert guest.get(f"/practices/{made.slug}").status_code == 404
    assert guest.get("/api/v1/search?q=early").json["total"] == 0, "even before the worker has taken it out"
    for place in ("/", "/practices", "/objectives/8", "/sitemap.xml", "/api/v1/practices"):
        assert "a day too early" not in guest.get(place).text.lower()
    db.session.refresh(made)
    assert (made.status, made.published_at, queries.versions(made, PUBLISHED)) == ("approved", None, [])
    work()
    assert guest.get("/api/v1/search?q=early").json["total"] == 0


def test_an_archived_practice_comes_back_with_the_day_of_its_publication(client: HubClient, work: Any) -> None:
    secretariat, made = user("secretariat"), practice(title="Archived by mistake")
    day = made.published_at
    operations.move(secretariat, made, "archived", "Meant for another one")
    assert client.get(f"/practices/{made.slug}").status_code == 410
    take_back(secretariat, last_deed())
    work()
    assert client.get(f"/practices/{made.slug}").status_code == 200
    assert client.get("/api/v1/search?q=mistake").json["total"] == 1
    assert db.session.get_one(Practice, made.id).published_at == day
    assert "Meant for another one" not in client.as_(made.submitter).get(f"/practices/{made.slug}/status").text


def test_the_submitter_gets_a_second_plain_mail_in_their_language_without_any_name(
    client: HubClient, mails: Any
) -> None:
    submitter = user("focal_point", password_hash="kept", language="fr")
    secretariat, made = user("secretariat"), practice("under_review", submitter=submitter)
    reviewer = review(made, "submitted").reviewer
    operations.move(secretariat, made, "declined", "Said by mistake")
    (first,) = [mail for mail in mails() if mail["To"] == submitter.email]
    take_back(secretariat, last_deed())
    _, second = [mail for mail in mails() if mail["To"] == submitter.email]
    assert first["Subject"] in second["Subject"]
    text = second.get_content()
    assert f"/practices/{made.slug}" in text
    assert "Said by mistake" not in text and reviewer.name not in text and secretariat.name not in text
    inbox = client.as_(submitter).get("/inbox").text
    assert inbox.count(first["Subject"]) == 1, "the news of the step is gone, the news of the undoing is there"


def test_an_invitation_is_taken_back_with_a_mail_to_the_reviewer_alone(client: HubClient, mails: Any) -> None:
    secretariat, made = user("secretariat"), practice("screening")
    reviewer = user("reviewer", password_hash="kept")
    operations.invite(secretariat, made, reviewer)
    invitation = made.reviews[0]
    mails()
    take_back(secretariat, last_deed())
    assert db.session.get(Review, invitation.id) is None
    assert client.as_(reviewer).get(f"/practices/reviews/{invitation.id}").status_code == 404
    told = [mail for mail in mails() if "Taken back" in mail["Subject"]]
    assert [mail["To"] for mail in told] == [reviewer.email]
    assert made.title in told[0]["Subject"]


def test_a_withdrawn_invitation_comes_back_as_it_was(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("under_review")
    given = review(made, "declared", scores={"timely": {"score": 3, "comment": "Half"}})
    due, reviewer = given.due_at, given.reviewer
    operations.withdraw_invitation(secretariat, given)
    assert not can(reviewer, "practice.view", db.session.get_one(Practice, made.id, populate_existing=True))
    take_back(secretariat, last_deed())
    (back,) = db.session.get_one(Practice, made.id, populate_existing=True).reviews
    assert (back.reviewer_id, back.state, back.due_at) == (reviewer.id, "declared", due)
    assert back.scores == {"timely": {"score": 3, "comment": "Half"}}
    assert can(reviewer, "practice.view", made)


def test_a_correction_is_taken_back_with_its_codes_and_its_version(client: HubClient, work: Any) -> None:
    secretariat, made = user("secretariat"), practice(countries=["TZ"], title="Corrected the wrong way")
    operations.edit(secretariat, made, {"countries": ["KE", "UG"], "summary": "Other words", "sdgs": ["10"]})
    work()
    assert client.get("/api/v1/search?country=KE").json["total"] == 1
    take_back(secretariat, last_deed())
    work()
    db.session.refresh(made)
    assert (made.countries, made.sdgs, made.summary) == (("TZ",), (), "What was done.")
    assert "What was done." in made.html["summary"]
    assert len(queries.versions(made, PUBLISHED)) == 1
    assert client.get("/api/v1/search?country=KE").json["total"] == 0
    assert client.get("/api/v1/search?country=TZ").json["total"] == 1


def test_nothing_is_taken_back_once_somebody_else_has_acted(app: Flask) -> None:
    secretariat, colleague = user("secretariat"), user("secretariat")
    made = practice("submitted")
    operations.move(secretariat, made, "screening")
    screened = last_deed()
    operations.invite(colleague, made, user("reviewer"))
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, screened)
    take_back(secretariat, last_deed())
    take_back(secretariat, screened)
    assert db.session.get_one(Practice, made.id).status == "submitted"


def test_an_invitation_stays_once_the_reviewer_has_answered(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("screening")
    invited = operations.invite(secretariat, made, user("reviewer"))
    operations.declare(invited.reviewer, invited, conflict=None)
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, last_deed())
    assert db.session.get_one(Review, invited.id).state == "declared"


def test_sending_to_review_stays_once_a_reviewer_has_declared(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("screening")
    given = [review(made, reviewer=user("reviewer", category="un-entity")), review(made), review(made)]
    operations.move(secretariat, made, "under_review")
    operations.declare(given[0].reviewer, given[0], conflict="I wrote it")
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, last_deed())


def test_a_request_for_changes_stays_once_the_submitter_has_begun_to_answer(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("screening")
    operations.move(secretariat, made, "changes_requested", "Say more.")
    asked = last_deed()
    operations.edit(made.submitter, made, {"summary": "I say more."})
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, asked)


def test_of_two_steps_of_the_same_person_the_later_one_goes_first(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("approved")
    operations.move(secretariat, made, "published")
    first = last_deed()
    operations.move(secretariat, made, "update_requested", "It is old.")
    with pytest.raises(Conflict, match="Take that back first"):
        take_back(secretariat, first)


def test_after_a_day_it_is_too_late(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    secretariat, made = user("secretariat"), practice("submitted")
    operations.move(secretariat, made, "screening")
    later = clock.now() + timedelta(hours=24, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Conflict, match="within 24 hours only"):
        take_back(secretariat, last_deed())
    assert recent(secretariat, ["practice.decide"], 10) == []


def test_a_way_back_is_forgotten_a_week_later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    secretariat = user("secretariat")
    operations.move(secretariat, practice("submitted"), "screening")
    old = last_deed()
    later = clock.now() + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    operations.move(secretariat, practice("submitted"), "screening")
    with pytest.raises(NotFound):
        take_back(secretariat, old)


def test_nothing_is_taken_back_twice(app: Flask) -> None:
    secretariat, made = user("secretariat"), practice("submitted")
    operations.move(secretariat, made, "screening")
    done = last_deed()
    take_back(secretariat, done)
    with pytest.raises(Conflict, match="already"):
        take_back(secretariat, done)
    operations.move(secretariat, made, "screening")
    take_back(secretariat, last_deed())
    assert db.session.get_one(Practice, made.id).status == "submitted"


def test_only_the_secretariat_takes_back_and_only_what_it_did_itself(client: HubClient) -> None:
    made, secretariat = practice("draft"), user("secretariat")
    operations.move(made.submitter, made, "submitted")
    assert db.session.scalar(select(WayBack.id)) is None, "a submission is not a deed of the secretariat"
    operations.move(secretariat, made, "screening")
    for person in (made.submitter, user("reviewer"), user("moderator"), user()):
        assert client.as_(person).post("/undo", data={"entry": last_deed()}).status_code == 404
    assert client.post("/undo", data={"entry": last_deed()}).status_code == 401
    assert db.session.get_one(Practice, made.id).status == "screening"


def test_the_history_leaves_out_what_was_taken_back_and_the_log_keeps_it(client: HubClient) -> None:
    secretariat, made = user("secretariat"), practice("under_review")
    operations.move(secretariat, made, "declined", "A reason meant for somebody else")
    take_back(secretariat, last_deed())
    assert "practice.decline" not in [entry.action for entry in audit.history(made)]
    story = client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    assert "A reason meant for somebody else" not in story
    kept = db.session.scalars(select(audit.AuditEntry.action).order_by(audit.AuditEntry.id)).all()
    assert kept[-2:] == ["practice.decline", "undo"]


def test_a_step_taken_by_a_program_can_be_taken_back_by_a_person(client: HubClient) -> None:
    secretariat, made = user("secretariat"), practice("submitted")
    with transaction():
        secretariat.password_hash = "kept"
    operations.move(secretariat, made, "screening")
    answer = client.as_(secretariat).post("/undo", data={"entry": last_deed(), "next": "//elsewhere.example"})
    assert answer.status_code == 302
    assert answer.location == "/"
    assert client.as_(secretariat).post("/undo", data={"entry": "x" * 9}).status_code == 302

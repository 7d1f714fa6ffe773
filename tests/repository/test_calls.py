"""Calls for practices: written by the secretariat, answered by whoever writes a practice, collected on one page."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from hub import clock
from hub.auth.actors import GUEST
from hub.db import db, transaction
from hub.errors import Conflict
from hub.undo import take_back
from repository import operations
from repository.models import Call, Practice
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.test_undo import last_deed
from tests.repository.things import CALL, at, call, day


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let so many days pass."""
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)


def form(**special: Any) -> dict[str, Any]:
    return CALL | {"opens": day(-1).isoformat(), "closes": day(30).isoformat()} | special


def test_the_secretariat_writes_a_call_and_publishes_it(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    path = desk.post("/practices/calls/new", data=form()).location
    assert client.get(path).status_code == client.as_(user("focal_point")).get(path).status_code == 404
    assert "saving lives" not in client.get("/practices/calls").text + client.get("/").text
    assert desk.post(f"{path}/publish").status_code == 302
    page = client.get(path).text
    assert "What <strong>saved</strong> lives." in page
    assert "Coordinated Universal Time" in page
    for place in ("/practices/calls", "/", "/objectives/8", "/sitemap.xml", "/api/v1/calls"):
        assert path in client.get(place).text, place
    assert path not in client.get("/objectives/9").text
    assert desk.post(f"{path}/withdraw").status_code == 302
    assert client.get(path).status_code == 404
    assert path not in client.get("/").text


def test_only_the_secretariat_writes_calls(client: HubClient) -> None:
    made = call()
    for role in ("member", "focal_point", "reviewer", "moderator"):
        who = client.as_(user(role))
        for address in ("new", f"{made.slug}/edit", f"{made.slug}/publish", f"{made.slug}/withdraw"):
            assert who.post(f"/practices/calls/{address}", data=form()).status_code == 403
    assert client.post("/practices/calls/new", data=form()).status_code == 401
    assert "for the secretariat" not in client.get(f"/practices/calls/{made.slug}").text


def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(client: HubClient) -> None:
    desk = client.as_(user("secretariat"))
    answer = desk.post("/practices/calls/new", data=form(closes=day(-5).isoformat(), sought="", rationale="Typed"))
    assert answer.status_code == 422
    assert "It cannot close before it opens." in answer.text
    assert "Typed" in answer.text
    assert db.session.query(Call).count() == 0


def test_of_two_writers_of_a_call_the_second_is_told(client: HubClient) -> None:
    made, desk = call(), client.as_(user("secretariat"))
    seen = made.version
    assert desk.post(f"/practices/calls/{made.slug}/edit", data=form(version=seen)).status_code == 302
    late = desk.post(f"/practices/calls/{made.slug}/edit", data=form(version=seen, rationale="My own words"))
    assert late.status_code == 409
    assert "My own words" in late.text


def test_a_day_begins_and_ends_in_its_zone(app: Flask) -> None:
    made = call(opens=0, closes=0, time_zone="America/New_York")
    operations.revise_call(
        user("secretariat"),
        made,
        CALL | {"opens": at("2031-07-01").date(), "closes": at("2031-07-31").date(), "time_zone": "America/New_York"},
    )
    assert made.opens_at == at("2031-07-01T04:00:00")
    assert made.closes_at == at("2031-08-01T03:59:59")


def test_time_alone_opens_and_closes_a_call(client: HubClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made, who = call(2, 5), client.as_(user())
    path = f"/practices/calls/{made.slug}"
    assert client.get(f"/api/v1/calls/{made.slug}").json["state"] == "planned"
    assert who.get(f"{path}/answer").status_code == 409
    later(monkeypatch, 3)
    assert client.get(f"/api/v1/calls/{made.slug}").json["state"] == "open"
    assert "Answer this call" in who.get(path).text
    later(monkeypatch, 3)
    assert client.get(f"/api/v1/calls/{made.slug}").json["state"] == "closed"
    assert "The deadline of this call has passed." in who.get(path).text
    assert who.post(f"{path}/answer").status_code == 409
    assert made.slug not in client.as_(user()).get("/").text


def test_a_practice_answers_a_call_from_the_first_draft_on(client: HubClient) -> None:
    made, submitter = call(), user("focal_point")
    focal = client.as_(submitter)
    assert client.get(f"/practices/calls/{made.slug}/answer").status_code == 302, "to the log-in and back"
    path = focal.post(f"/practices/calls/{made.slug}/answer").location.removesuffix("/edit")
    for page in ("/edit", "/status"):
        assert made.title in focal.get(f"{path}{page}", follow_redirects=True).text
    desk = client.as_(user("secretariat"))
    assert made.title in desk.get(f"{path}/desk").text
    assert "Draft: 1" in desk.get(f"/practices/calls/{made.slug}").text
    assert focal.get(f"/api/v1{path}").json["call"] == made.slug
    assert focal.post(f"{path}/call/leave").status_code == 302
    assert made.title not in focal.get(f"{path}/status").text


def test_a_draft_that_is_there_can_answer_and_that_of_others_cannot(client: HubClient) -> None:
    made, submitter = call(), user("focal_point")
    mine, others = practice("draft", submitter=submitter), practice("draft", title="What another ministry writes")
    focal = client.as_(submitter)
    page = focal.get(f"/practices/calls/{made.slug}/answer").text
    assert mine.title in page and others.title not in page
    assert focal.post(f"/practices/calls/{made.slug}/answer", data={"draft": others.slug}).status_code == 404
    assert focal.post(f"/practices/calls/{made.slug}/answer", data={"draft": mine.slug}).status_code == 302
    submitted = practice("submitted", submitter=submitter)
    assert focal.post(f"/practices/calls/{made.slug}/answer", data={"draft": submitted.slug}).status_code == 409
    assert client.as_(user()).post(f"/practices/{mine.slug}/call/leave").status_code == 404


def test_answers_show_on_the_page_of_the_call_once_they_are_published(client: HubClient) -> None:
    made, submitter = call(), user("focal_point")
    hidden, shown = practice("draft", submitter=submitter), practice("draft", submitter=submitter)
    for each in (hidden, shown):
        operations.answer_call(submitter, made, each)
    path = f"/practices/calls/{made.slug}"
    before = client.get(path).text
    assert hidden.title not in before and shown.title not in before
    assert "None is published yet." in before
    with transaction():
        shown.status, shown.published_at = "published", clock.now()
    for reader in (client, client.as_(user()), client.as_(submitter)):
        page = reader.get(path).text
        assert shown.title in page and hidden.title not in page
        assert "1 published practice" in page and "Draft: 1" not in page
    found = client.get(f"/api/v1/practices?call={made.slug}").json
    assert [item["slug"] for item in found["items"]] == [shown.slug]
    assert found["total"] == 1
    assert made.title in client.get(f"/practices/{shown.slug}").text


def test_a_call_that_is_out_of_sight_shows_nowhere(client: HubClient) -> None:
    made = call(title="A theme that was withdrawn")
    answered = practice("draft")
    operations.answer_call(answered.submitter, made, answered)
    with transaction():
        answered.status, answered.published_at = "published", clock.now()
    operations.show_call(user("secretariat"), made, shown=False)
    focal = client.as_(answered.submitter)
    for address in (f"/practices/{answered.slug}", "/practices/calls", "/", "/objectives/8", "/sitemap.xml"):
        assert "theme that was withdrawn" not in client.get(address).text
        assert made.slug not in client.get(address).text
    assert "theme that was withdrawn" not in focal.get(f"/practices/{answered.slug}/status").text
    assert client.get(f"/api/v1/practices/{answered.slug}").json["call"] is None
    assert client.get(f"/api/v1/calls/{made.slug}").status_code == 404
    assert client.get(f"/api/v1/practices?call={made.slug}").json["total"] == 0
    assert client.get("/api/v1/practices?call=%00").json["total"] == 0
    assert client.get("/api/v1/calls").json["total"] == 0


def test_after_the_deadline_an_answer_is_submitted_only_where_the_secretariat_allows_it(
    client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, draft = call(-5, 1), practice("draft")
    operations.answer_call(draft.submitter, made, draft)
    later(monkeypatch, 3)
    focal = client.as_(draft.submitter)
    answer = focal.post(f"/practices/{draft.slug}/transitions", data={"to": "submitted"})
    assert answer.status_code == 409
    assert "You can submit the practice without the call" in answer.text
    values = CALL | {"opens": day(-8), "closes": day(-2), "takes_late": True}
    operations.revise_call(user("secretariat"), made, values)
    assert "Late answers are still taken." in client.get(f"/practices/calls/{made.slug}").text
    assert focal.post(f"/practices/{draft.slug}/transitions", data={"to": "submitted"}).status_code == 302


def test_without_the_call_it_is_submitted_at_any_time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made, draft = call(-5, 1), practice("draft")
    operations.answer_call(draft.submitter, made, draft)
    later(monkeypatch, 3)
    operations.leave_call(draft.submitter, draft)
    operations.move(draft.submitter, draft, "submitted")
    assert draft.status == "submitted"
    with pytest.raises(Conflict):
        operations.leave_call(user("secretariat"), draft)


def test_who_writes_an_answer_is_reminded_once_a_week_before_the_deadline(
    client: HubClient, mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, done = user(password_hash="kept"), user(password_hash="kept")
    made = call(-5, 20, time_zone="Europe/Zurich")
    draft = practice("draft", submitter=writer)
    for each in (draft, practice("draft", submitter=done)):
        operations.answer_call(each.submitter, made, each)
    operations.move(done, db.session.query(Practice).filter_by(submitter_id=done.id).one(), "submitted")
    assert not [mail for mail in mails() if "Closing soon" in mail["Subject"]]
    operations.revise_call(
        user("secretariat"), made, CALL | {"opens": day(-5), "closes": day(25), "time_zone": "Europe/Zurich"}
    )
    later(monkeypatch, 14)
    assert not [mail for mail in mails() if "Closing soon" in mail["Subject"]], "the deadline was moved"
    later(monkeypatch, 5)
    (mail,) = [mail for mail in mails() if "Closing soon" in mail["Subject"]]
    assert mail["To"] == writer.email
    assert "Central European" in mail.get_content()
    assert f"/practices/{draft.slug}/status" in mail.get_content()


def test_calls_are_taken_back_like_other_deeds(client: HubClient) -> None:
    secretariat = user("secretariat")
    made = call(shown=False, by=secretariat)
    take_back(secretariat, last_deed())
    assert db.session.get(Call, made.id) is None
    shown = call(by=secretariat)
    published = last_deed()
    with pytest.raises(Conflict):
        operations.show_call(secretariat, shown, shown=True)
    take_back(secretariat, published)
    assert client.get(f"/practices/calls/{shown.slug}").status_code == 404


def test_a_call_stays_published_once_somebody_has_begun_to_answer(app: Flask) -> None:
    secretariat = user("secretariat")
    made = call(by=secretariat)
    published = last_deed()
    operations.answer_call(user(), made)
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, published)


def test_a_guest_answers_no_call(app: Flask) -> None:
    made = call()
    with pytest.raises(Exception, match="account"):
        operations.answer_call(GUEST, made)

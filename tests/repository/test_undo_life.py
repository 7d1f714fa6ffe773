"""Decisions on the published life of a practice can be taken back; by whom, and what is in the way."""

import re
from typing import Any

import pytest

from hub import audit
from hub.auth.actors import SYSTEM
from hub.auth.models import User
from hub.db import db, transaction
from hub.errors import Conflict, NotFound
from hub.undo import take_back
from hub.undo.queries import recent
from repository import operations, queries
from repository.models import Practice, PracticeUpdate
from repository.models.version import PUBLISHED
from repository.views.deeds import PERMISSIONS
from tests.clients import HubClient
from tests.factories import author, practice, review, user
from tests.repository import test_adaptations, test_updates
from tests.repository.test_undo import last_deed


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat")


def test_an_accepted_update_is_taken_back_with_its_text_and_its_version(client: HubClient, secretariat: User) -> None:
    made = practice(summary="The first text", countries=["TZ"])
    update = test_updates.write(made, summary="The second text", countries=["KE"])
    operations.step_update(made.submitter, update, "submitted")
    operations.step_update(secretariat, update, "accepted")
    assert "The second text" in client.get(f"/practices/{made.slug}").text
    take_back(secretariat, last_deed())
    db.session.expire_all()
    page = client.get(f"/practices/{made.slug}").text
    assert "The first text" in page and "The second text" not in page
    assert (made.countries, len(queries.versions(made, PUBLISHED))) == (("TZ",), 1)
    assert db.session.get_one(PracticeUpdate, update.id).status == "submitted"
    operations.step_update(secretariat, update, "accepted")
    assert len(queries.versions(made, PUBLISHED)) == 2


def test_an_update_stays_refused_once_its_authors_go_on(secretariat: User) -> None:
    made = practice()
    update = test_updates.write(made, summary="Another text")
    operations.step_update(made.submitter, update, "submitted")
    operations.step_update(secretariat, update, "returned", "Say more.")
    returned = last_deed()
    test_updates.write(made, summary="More of it")
    with pytest.raises(Conflict):
        operations.step_update(secretariat, update, "accepted")
    operations.step_update(made.submitter, update, "submitted")
    with pytest.raises(Conflict, match="Somebody else has acted"):
        take_back(secretariat, returned)


def test_what_authors_write_after_an_update_came_back_is_not_submitted_by_undoing_that(
    client: HubClient, secretariat: User
) -> None:
    made = practice(summary="The first text")
    path, mine, desk = f"/practices/{made.slug}/update", client.as_(made.submitter), client.as_(secretariat)
    update = test_updates.write(made, summary="A whole text")
    mine.post(f"{path}/transitions", data={"to": "submitted", "version": update.version})
    sent = {"to": "returned", "comment": "Say more.", "version": update.version}
    assert desk.post(f"{path}/transitions", data=sent).status_code == 302
    half = {"summary": "Half a te", "note": "What came of it."}
    assert mine.post(f"{path}/edit", data=test_updates.typed(mine, path[:-7], **half)).status_code == 302
    refused = desk.post("/undo", data={"entry": last_deed(), "next": path})
    assert refused.status_code == 409 and "Somebody else has acted" in refused.text
    found = db.session.get_one(PracticeUpdate, update.id, populate_existing=True)
    assert (found.status, found.content["summary"]) == ("returned", "Half a te")


def test_a_returned_update_that_reads_as_it_did_is_taken_back(client: HubClient, secretariat: User) -> None:
    made = practice()
    update = test_updates.write(made, summary="A whole text")
    operations.step_update(made.submitter, update, "submitted")
    operations.step_update(secretariat, update, "returned", "Say more.")
    for summary in ("Half a te", "A whole text"):
        test_updates.write(made, summary=summary)
    assert client.as_(secretariat).post("/undo", data={"entry": last_deed()}).status_code == 302
    assert db.session.get_one(PracticeUpdate, update.id, populate_existing=True).status == "submitted"


def test_a_published_adaptation_is_taken_back(client: HubClient, secretariat: User) -> None:
    made = practice()
    told = test_adaptations.told(made, public=False)
    operations.step_adaptation(secretariat, told, "public")
    assert test_adaptations.CHANGED in client.get(f"/practices/{made.slug}/adaptations").text
    take_back(secretariat, last_deed())
    assert test_adaptations.CHANGED not in client.get(f"/practices/{made.slug}/adaptations").text


def test_a_changed_address_leads_where_it_led_before(client: HubClient, secretariat: User) -> None:
    made = practice()
    first = made.slug
    operations.readdress(secretariat, made, "another-address")
    operations.readdress(secretariat, made, first)
    assert client.get("/practices/another-address").location == f"/practices/{first}"
    take_back(secretariat, last_deed())
    assert client.get(f"/practices/{first}").location == "/practices/another-address"
    assert client.get("/practices/another-address").status_code == 200


def test_a_refused_withdrawal_is_asked_for_again(secretariat: User) -> None:
    made = practice()
    operations.ask_withdrawal(made.submitter, made, "It is out of date.")
    operations.refuse_withdrawal(secretariat, made, "It is still read.")
    take_back(secretariat, last_deed())
    found = db.session.get_one(Practice, made.id, populate_existing=True)
    assert (found.withdrawal, found.withdrawal_asked_at is None) == ("It is out of date.", False)


def test_who_wrote_a_practice_neither_sees_nor_takes_back_what_was_decided_on_it(
    client: HubClient, secretariat: User
) -> None:
    colleague = user("secretariat")
    made, other = practice("submitted", submitter=colleague), practice("submitted")
    for each in (made, other):
        operations.move(secretariat, each, "screening")
    seen = [entry.thing_id for entry in recent(colleague, PERMISSIONS, 10)]
    assert seen == [other.id]
    of_own = next(entry.id for entry in recent(secretariat, PERMISSIONS, 10) if entry.thing_id == made.id)
    with pytest.raises(NotFound):
        take_back(colleague, of_own)
    theirs = client.as_(colleague)
    assert (
        f'name="entry" value="{of_own}"'
        not in theirs.get("/practices/waiting").text + theirs.get("/practices/waiting/recent").text
    )
    assert theirs.get("/api/v1/practices/waiting").json["total"] == 1
    assert "1 practice</p>" in theirs.get("/practices/waiting").text
    take_back(secretariat, of_own)
    db.session.expire_all()
    assert (made.status, other.status) == ("submitted", "screening")


def test_a_co_author_in_the_secretariat_does_nothing_with_their_practice_in_bulk(
    client: HubClient, secretariat: User
) -> None:
    made = practice("submitted")
    writer = author(made)
    with transaction():
        writer.role = "secretariat"
    form = {"do": "screen", "chosen": f"{made.id}:{made.version}"}
    report = client.as_(writer).post("/practices/waiting", data=form, follow_redirects=True).text
    assert "Done with 0 practices." in report and "Left as it is" in report
    assert db.session.get_one(Practice, made.id, populate_existing=True).status == "submitted"


def test_a_reminder_of_the_hub_itself_is_in_nobody_s_way(secretariat: User) -> None:
    made = practice("screening")
    given = operations.invite(secretariat, made, user("reviewer"))
    invited = last_deed()
    with transaction():
        audit.record(SYSTEM, "practice.remind", made)
        audit.record(SYSTEM, "review.remind", given)
    take_back(secretariat, invited)
    assert db.session.get_one(Practice, made.id, populate_existing=True).reviews == []


def test_the_clock_of_the_step_before_runs_again(secretariat: User) -> None:
    made = practice("draft")
    operations.move(made.submitter, made, "submitted")
    operations.move(secretariat, made, "screening")
    for category in ("un-entity", "academia", "academia"):
        review(made, reviewer=user("reviewer", category=category))
    before = db.session.get_one(Practice, made.id).due_at
    operations.move(secretariat, made, "under_review")
    assert made.due_at != before
    take_back(secretariat, last_deed())
    assert before is not None
    assert db.session.get_one(Practice, made.id, populate_existing=True).due_at == before


def test_a_decision_is_taken_back_with_its_letter(client: HubClient, secretariat: User) -> None:
    made = practice("submitted")
    operations.move(secretariat, made, "declined", "A letter sent by mistake")
    assert len(queries.letters(made)) == 1
    status = f"/practices/{made.slug}/status"
    assert "A letter sent by mistake" in client.as_(made.submitter).get(status).text
    take_back(secretariat, last_deed())
    assert queries.letters(made) == []
    assert "A letter sent by mistake" not in client.as_(made.submitter).get(status).text
    assert client.as_(made.submitter).get(f"/practices/{made.slug}/letters/1").status_code == 404


def test_what_was_saved_from_one_form_is_one_deed_that_is_taken_back_at_once(client: HubClient) -> None:
    made, other = practice("draft", summary="At first."), practice("submitted")
    person = user("secretariat")
    desk, path = client.as_(person), f"/practices/{made.slug}/edit/what"
    desk.post(f"/practices/{other.slug}/transitions", data={"to": "screening"})

    def save(editor: str, summary: str) -> None:
        typed = {"editor": editor, "step": "what", "version": str(made.version), "summary": summary}
        assert desk.post(path, data=typed, headers={"Accept": "application/json"}).status_code == 200
        db.session.refresh(made)

    save("aaaa", "Before.")
    for n in range(12):
        save("bbbb", f"Typed so far: {n}")
    page = desk.get("/practices/waiting/recent").text
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert [("Edited" in row, other.title in row) for row in rows] == [(True, False), (True, False), (False, True)]
    assert "Saved 12 times" in rows[0] and "Saved" not in rows[1]
    assert other.title in desk.get("/practices/waiting").text
    entries = re.findall(r'name="entry" value="(\d+)"', rows[0])
    answer = desk.post("/undo", data={"entry": entries, "next": "/practices/waiting/recent"}, follow_redirects=True)
    assert "12 steps were taken back" in answer.text
    db.session.refresh(made)
    assert made.summary == "Before."
    assert answer.text.count('<tr><th scope="row">') == 2


def test_what_two_did_to_a_practice_in_turn_is_told_one_by_one(client: HubClient) -> None:
    made, first, second = practice("draft"), user("secretariat"), user("secretariat")
    for person, editor in ((first, "aaaa"), (second, "bbbb"), (first, "aaaa")):
        operations.save(person, made, {"summary": f"Version {made.version}"}, seen=made.version, editor=editor)
    for n in range(2):
        operations.edit(first, made, {"summary": f"By a program: {n}"})
    page = client.as_(first).get("/practices/waiting/recent").text
    assert page.count('<tr><th scope="row">') == 5

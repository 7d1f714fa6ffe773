"""The desk of the secretariat: what waits, for whom, since when; the same done with several practices at once."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from hub import clock
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Conflict, Forbidden
from hub.undo import take_back
from repository import operations
from repository.models import Practice
from repository.queries import desk
from repository.queries.due import WAITING
from repository.workflow import STATES
from tests.clients import HubClient
from tests.factories import practice, review, user
from tests.repository.test_undo import last_deed
from tests.repository.things import call, collection

DESK = "/practices/waiting"


def on_desk(client: HubClient, **query: Any) -> set[str]:
    """The titles that the desk shows."""
    table = (
        client.get(DESK, query_string=query).text.partition('<table class="stack desk">')[2].partition("</table>")[0]
    )
    return {title for (title,) in db.session.query(Practice.title) if title and f"{title}</a>" in table}


def ticked(*chosen: Practice) -> list[str]:
    for each in chosen:
        db.session.refresh(each)
    return [f"{each.id}:{each.version}" for each in chosen]


def age(made: Practice, days: int, due: int = 1) -> Practice:
    """Let a practice have been in its state for so many days; the next step is due so many days from now."""
    with transaction():
        made.status_since, made.due_at = clock.now() - timedelta(days=days), clock.now() + timedelta(days=due)
    return made


def test_the_desk_shows_what_waits_and_nothing_else(client: HubClient) -> None:
    made = {status: practice(status) for status in STATES}
    secretariat = client.as_(user("secretariat"))
    assert on_desk(secretariat) == {made[status].title for status in WAITING}
    for status in STATES:
        expected = {made[status].title} if status != "draft" else {made[each].title for each in WAITING}
        assert on_desk(secretariat, status=status) == expected, "drafts are nobody's business here"
    for role in ("member", "focal_point", "reviewer", "moderator"):
        assert client.as_(user(role)).get(DESK).status_code == 403
    assert client.get(DESK).status_code == 302


def test_filters_leave_what_they_say_and_can_be_joined(client: HubClient) -> None:
    kenya = practice("submitted", countries=["KE"], language="fr", objectives_primary=["13"])
    fiji = practice("submitted", countries=["FJ"], objectives_primary=["13"])
    pacific = practice("screening", countries=[], regions=["061"], scope="regional", objectives_secondary=["13"])
    answer = practice("draft", countries=["TZ"])
    wanted = call()
    operations.answer_call(answer.submitter, wanted, answer)
    operations.move(answer.submitter, answer, "submitted")
    who = client.as_(user("secretariat"))
    assert on_desk(who, objective="13") == {kenya.title, fiji.title, pacific.title}
    assert on_desk(who, region="009") == {fiji.title, pacific.title}
    assert on_desk(who, region=["009", "002"], status="submitted") == {kenya.title, fiji.title, answer.title}
    assert on_desk(who, language="fr") == {kenya.title}
    assert on_desk(who, call=wanted.slug) == {answer.title}
    assert on_desk(who, objective="13", region="019") == set()
    everything = on_desk(who)
    for wrong in ({"objective": "99"}, {"region": "x"}, {"language": "' OR 1=1"}, {"handler": "9" * 30}, {"turn": ""}):
        assert on_desk(who, **wrong) == everything, "a value that does not exist filters nothing"


def test_it_says_for_whom_each_practice_waits_and_counts_them(client: HubClient) -> None:
    made = {status: practice(status) for status in WAITING}
    review(made["under_review"], "submitted"), review(made["under_review"], "declared")
    complete = practice("under_review")
    review(complete, "submitted")
    who = client.as_(user("secretariat"))
    page = who.get(DESK).text
    assert "Reviewers: 1 of 2 reviews are in" in page
    assert on_desk(who, turn="reviewers") == {made["under_review"].title}
    assert on_desk(who, turn="authors") == {made["changes_requested"].title, made["update_requested"].title}
    assert on_desk(who, turn="secretariat") == {
        made[status].title for status in ("submitted", "screening", "approved")
    } | {complete.title}
    for turn, number in (("secretariat", 4), ("reviewers", 1), ("authors", 2)):
        shown = page.split(f'value="{turn}"')[1].split('class="n">(')[1].split(")")[0]
        assert int(shown) == number


def test_what_is_overdue_can_be_found(client: HubClient) -> None:
    late = age(practice("submitted"), 8, due=-1)
    age(practice("submitted"), 6), age(practice("declined"), 500, due=-400), practice("screening")
    slow, unanswered = age(practice("under_review"), 9), age(practice("under_review"), 9)
    undecided, in_time = age(practice("under_review"), 30, due=-1), age(practice("under_review"), 30, due=-1)
    past, ahead = clock.now() - timedelta(hours=1), clock.now() + timedelta(days=9)
    for of, state, dates in (
        (slow, "declared", {"due_at": past}),
        (unanswered, "invited", {"due_at": ahead, "answer_by": past}),
        (undecided, "submitted", {"due_at": past}),
        (in_time, "declared", {"due_at": ahead}),
    ):
        given = review(of, state)
        with transaction():
            given.due_at, given.answer_by = dates["due_at"], dates.get("answer_by")
    who = client.as_(user("secretariat"))
    assert on_desk(who, late="yes") == {late.title, slow.title, unanswered.title, undecided.title}
    assert who.get(DESK).text.count("Overdue</span></td>") == 4


def test_the_longest_waiting_stands_first_unless_asked_otherwise(client: HubClient) -> None:
    old, new = age(practice("submitted"), 5), practice("submitted")
    who = client.as_(user("secretariat"))

    def order(**query: str) -> list[str]:
        page = who.get(DESK, query_string=query).text
        return sorted((old.title, new.title), key=lambda title: page.index(f"{title}</a>"))

    assert order() == [old.title, new.title]
    assert order(sort="newest") == [new.title, old.title]
    assert order(sort="title") == sorted([old.title, new.title])
    assert order(sort="no such order") == [old.title, new.title]


def test_fifty_stand_on_a_page(client: HubClient) -> None:
    submitter = user("focal_point")
    for _n in range(53):
        practice("submitted", submitter=submitter)
    who = client.as_(user("secretariat"))
    assert who.get(DESK).text.count('name="chosen"') == 50
    assert "53 practices" in who.get(DESK).text
    assert who.get(f"{DESK}?page=2").text.count('name="chosen"') == 3


def test_several_practices_are_given_to_a_colleague_at_once(client: HubClient) -> None:
    me, colleague = user("secretariat"), user("secretariat")
    first, second, third = practice("submitted"), practice("screening"), practice("submitted")
    who = client.as_(me)
    form = {"do": "assign", "handler": str(colleague.id), "chosen": ticked(first, second)}
    report = who.post(DESK, data=form, follow_redirects=True).text
    assert "Done with 2 practices." in report and "Undo" in report
    assert on_desk(who, handler=str(colleague.id)) == {first.title, second.title}
    assert on_desk(who, handler="nobody") == {third.title}
    assert on_desk(client.as_(colleague), handler="mine") == {first.title, second.title}
    again = who.post(DESK, data=form, follow_redirects=True).text
    assert "Done with 0 practices." in again and again.count("handles it already") == 2
    theirs, mine = client.as_(colleague).get("/inbox").text, who.get("/inbox").text
    assert first.title in theirs and third.title in theirs
    assert first.title not in mine and third.title in mine, "what a colleague handles does not wait for me"
    assert who.post(DESK, data=form | {"handler": "nobody"}).status_code == 302
    assert on_desk(who, handler="nobody") == {first.title, second.title, third.title}


def test_only_the_secretariat_handles_practices(client: HubClient) -> None:
    made, me = practice("submitted"), user("secretariat")
    outsider = user("reviewer")
    answer = client.as_(me).post(DESK, data={"do": "assign", "handler": outsider.id, "chosen": ticked(made)})
    assert answer.status_code == 422
    assert outsider.name not in answer.text
    with pytest.raises(Conflict):
        operations.assign(me, made, outsider)
    with pytest.raises(Forbidden):
        operations.assign(made.submitter, made, me)
    for role in ("member", "reviewer", "moderator"):
        assert client.as_(user(role)).post(DESK, data={"do": "screen", "chosen": ticked(made)}).status_code == 403
        assert client.as_(user(role)).post(f"/practices/{made.slug}/assign", data={"handler": me.id}).status_code == 403


def test_giving_a_practice_away_is_no_change_that_its_authors_meet(client: HubClient) -> None:
    made, me = practice("changes_requested"), user("secretariat")
    before, form = made.version, {"summary": "My long text", "version": made.version}
    assert client.as_(me).post(f"/practices/{made.slug}/assign", data={"handler": me.id}).status_code == 302
    assert db.session.get_one(Practice, made.id, populate_existing=True).version == before
    assert me.name not in client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    assert client.as_(made.submitter).post(f"/practices/{made.slug}/edit", data=form).status_code != 409


def test_each_practice_says_what_became_of_it(client: HubClient) -> None:
    submitted, screening = practice("submitted"), practice("screening")
    who = client.as_(user("secretariat"))
    answer = who.post(DESK, data={"do": "screen", "chosen": ticked(submitted, screening)})
    report = who.get(answer.location).text
    assert report.count("Left as it is") == report.count("Done</span>") == 1
    assert "Somebody else changed this in the meantime." in report
    assert who.get(answer.location).text.count("Left as it is") == 1, "to look again does nothing again"
    assert db.session.get_one(Practice, submitted.id, populate_existing=True).status == "screening"
    for role in ("member", "reviewer", "moderator"):
        assert client.as_(user(role)).get(answer.location).status_code == 403
    assert who.get(f"{DESK}/reports/999999").status_code == 404
    assert who.get(f"{DESK}/reports/{last_deed()}").status_code == 404, "another deed is no report"


def test_nothing_is_done_with_what_somebody_else_has_changed_unseen(client: HubClient) -> None:
    made, other = practice("submitted"), practice("submitted")
    seen = ticked(made, other)
    operations.edit(user("secretariat"), made, {"summary": "Changed meanwhile"})
    who = client.as_(user("secretariat"))
    report = who.post(DESK, data={"do": "screen", "chosen": seen}, follow_redirects=True).text
    assert "Done with one practice." in report
    assert db.session.get_one(Practice, made.id, populate_existing=True).status == "submitted"


def test_archiving_and_asking_for_updates_take_a_prepared_text_and_words_of_ones_own(client: HubClient) -> None:
    old = practice(submitter=user("focal_point", language="es"))
    gone, draft = practice(submitter=user("focal_point", language="fr")), practice("submitted")
    who = client.as_(user("secretariat"))
    lacking = who.post(DESK, data={"do": "archive", "chosen": ticked(gone)})
    assert lacking.status_code == 422
    assert f'value="{gone.id}:{gone.version}" checked' in who.post(
        f"{DESK}?status=published", data={"do": "archive", "chosen": ticked(gone)}
    ).text  # fmt: skip
    form = {"do": "ask_for_update", "reason": "a-year-old", "comment": "By June, please.", "chosen": ticked(old, draft)}
    report = who.post(DESK, data=form, follow_redirects=True).text
    assert report.count("Left as it is") == 1
    told = client.as_(old.submitter).get(f"/practices/{old.slug}/status").text
    assert "Ha pasado más de un año" in told and "By June, please." in told
    wrong = who.post(
        DESK, data={"do": "archive", "reason": "a-year-old", "chosen": ticked(gone)}, follow_redirects=True
    )
    assert "This is not one of the choices." in wrong.text
    assert who.post(DESK, data={"do": "archive", "reason": "out-of-date", "chosen": ticked(gone)}).status_code == 302
    assert "La pratique a pris fin" in client.get(f"/practices/{gone.slug}").text


def test_several_are_put_into_a_collection_at_once(client: HubClient) -> None:
    first, second, closed = practice(), practice(), practice("submitted")
    there = collection(first)
    who = client.as_(user("secretariat"))
    form = {"do": "collect", "collection": there.slug, "chosen": ticked(first, second, closed)}
    report = who.post(DESK, data=form, follow_redirects=True).text
    assert "It stands in this collection already." in report and "Only public practices" in report
    shown = client.get(f"/practices/collections/{there.slug}").text
    assert first.title in shown and second.title in shown and closed.title not in shown


@pytest.mark.parametrize(
    "form",
    [{}, {"do": "publish"}, {"do": "screen"}, {"do": "assign"}, {"do": "collect"}, {"do": "archive", "comment": " "}],
)
def test_a_form_that_lacks_something_does_nothing_and_says_what(client: HubClient, form: dict[str, str]) -> None:
    made, who = practice("submitted"), client.as_(user("secretariat"))
    chosen = ticked(made) if form.get("do") != "screen" else ["x", "1", "1:2:3", "99999999999:1", "-1:1"]
    answer = who.post(DESK, data=form | {"chosen": chosen})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert db.session.get_one(Practice, made.id, populate_existing=True).status == "submitted"


def test_what_was_done_with_several_is_taken_back_for_all_that_can_be(client: HubClient) -> None:
    made = [practice("submitted") for _n in range(3)]
    who = client.as_(user("secretariat"))
    report = who.post(DESK, data={"do": "screen", "chosen": ticked(*made)}, follow_redirects=True).text
    offered = report.split('action="/undo"')[1].split("</form>")[0]
    entries = [part.split('"')[0] for part in offered.split('name="entry" value="')[1:]]
    assert len(entries) == 3
    operations.invite(user("secretariat"), made[1], user("reviewer"))
    answer = who.post("/undo", data={"entry": entries, "next": DESK}, follow_redirects=True).text
    assert "2 steps were taken back." in answer and "Not everything could be taken back" in answer
    db.session.expire_all()
    assert [each.status for each in made] == ["submitted", "screening", "submitted"]


def test_handing_over_and_deciding_are_taken_back_each_by_itself(app: Flask) -> None:
    me, colleague, made = user("secretariat"), user("secretariat"), practice("submitted")
    operations.move(me, made, "screening")
    screened = last_deed()
    operations.assign(colleague, made, colleague)
    given = last_deed()
    take_back(me, screened)
    assert db.session.get_one(Practice, made.id).status == "submitted"
    take_back(me, given)
    assert desk.handlers([made.id]) == {}


def test_the_desk_lists_what_was_done_lately_with_a_way_back(client: HubClient) -> None:
    me, made = user("secretariat"), practice("submitted", title="Screened by mistake")
    who = client.as_(me)
    operations.move(me, made, "screening")
    collection(shown=False, by=me)
    for page in (DESK, f"{DESK}/recent"):
        told = who.get(page).text
        assert "Collection begun" in told and "Start screening" in told and me.name in told
    deed = last_deed() - 1
    answer = who.post("/undo", data={"entry": deed, "next": f"{DESK}/recent"}, follow_redirects=True)
    assert "One step was taken back." in answer.text
    assert f'value="{deed}"' not in answer.text
    assert db.session.get_one(Practice, made.id, populate_existing=True).status == "submitted"
    for role in ("member", "reviewer", "moderator"):
        assert client.as_(user(role)).get(f"{DESK}/recent").status_code == 403


def test_programs_of_the_secretariat_read_the_desk_too(client: HubClient) -> None:
    me, late, other = user("secretariat"), age(practice("submitted"), 30, due=-1), practice("changes_requested")
    operations.assign(me, late, me)
    api = client.api(create_token(me, label="test", scope="read"))
    told = api.get("/practices/waiting").json
    assert [(item["slug"], item["turn"]) for item in told["items"]] == [
        (late.slug, "secretariat"),
        (other.slug, "authors"),
    ]
    assert (told["items"][0]["handler"], told["items"][1]["handler"]) == (me.name, None)
    assert [item["slug"] for item in api.get("/practices/waiting?late=yes").json["items"]] == [late.slug]
    assert api.get("/practices/waiting?handler=mine&status=screening").json["total"] == 0
    for wrong in ("objective=99", "late=no", "handler=somebody", "sort=x", "status=draft"):
        assert api.get(f"/practices/waiting?{wrong}").status_code == 422
    for role in ("member", "focal_point", "reviewer", "moderator"):
        others = client.api(create_token(user(role), label="test", scope="read"))
        assert others.get("/practices/waiting").status_code == 403
    assert client.api("").get("/practices/waiting").status_code == 401

"""The clock of each step: deadlines, reminders, and what happens when they pass."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hub import clock
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.i18n import iso
from hub.policy import can
from repository import operations
from repository.models import Practice
from repository.models.clock import clock_of
from repository.operations.reviewing.deadlines import OVER, deadline, remind
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import ABLE, Scene, give, reviewer

Later = Callable[[float], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Call it with a number of days, by which the clock goes forward from noon: deadlines are ends of days."""
    really = clock.now
    passed = [timedelta(hours=36) - (really() - really().replace(hour=0, minute=0, second=0, microsecond=0))]
    monkeypatch.setattr(clock, "now", lambda: really() + passed[0])

    def go(days: float) -> None:
        passed[0] += timedelta(days=days)

    return go


def subjects(mails: Any, to: Any) -> list[str]:
    """The subjects of the mails to somebody, without the title of the practice."""
    return [mail["Subject"].partition(":")[0].strip() for mail in mails() if mail["To"] == to.email]


def test_a_deadline_is_the_end_of_a_day(app: Any) -> None:
    moment = deadline(3)
    assert (moment.hour, moment.minute) == (23, 59)
    assert (moment.date() - clock.now().date()).days == 3


def test_each_step_has_its_holder_and_its_deadline(app: Any) -> None:
    scene = Scene()
    present = clock_of(scene.practice)
    assert present is not None and (present.holder, present.is_late) == ("reviewers", False)
    assert scene.practice.due_at == deadline(7 + 21)
    scene.decide("changes_requested", "Shorter.")
    assert scene.practice.due_at == deadline(30)
    operations.move(scene.submitter, scene.practice, "submitted")
    submitted = scene.practice.due_at
    assert submitted == deadline(14)
    scene.decide("screening")
    assert scene.practice.due_at == submitted, "the days for screening begin with the submission"
    scene.decide("declined", "It is a report.")
    assert clock_of(scene.practice) is None and scene.practice.due_at is None


def test_reviewers_are_reminded_and_an_invitation_that_nobody_answers_ends(mails: Any, later: Later) -> None:
    scene = Scene()
    silent = scene.reviewers[1]
    following = reviewer(name="Nora Next", country="JP")
    for person in (scene.reviewers[0], scene.reviewers[2]):
        give(scene.review_of(person))
    assert [s.partition(" by")[0] for s in subjects(mails, silent)] == ["Please review"]
    later(5)
    assert subjects(mails, silent)[1].startswith("Please answer by")
    later(2)
    assert len(subjects(mails, silent)) == 3
    later(1)
    assert subjects(mails, silent)[3:] == ["The invitation has ended"]
    db.session.rollback()  # the worker has a transaction of its own
    db.session.expire_all()
    assert scene.review_of(silent).state == "expired"
    (told,) = [m for m in mails() if m["To"] == scene.secretariat.email and "stepped back" in m["Subject"]][:1]
    assert "did not answer" in told.get_content() and following.name in told.get_content()
    later(30)
    assert len(subjects(mails, silent)) == 4
    again = operations.invite(scene.secretariat, scene.practice, silent)
    assert (again.state, again.id) == ("invited", scene.review_of(silent).id)


def test_a_review_that_is_late_is_told_to_both_sides_once(mails: Any, later: Later) -> None:
    scene = Scene()
    slow = scene.review_of(scene.reviewers[0])
    for person in scene.reviewers:
        operations.declare(person, scene.review_of(person), conflict=None)
    for person in scene.reviewers[1:]:
        give(scene.review_of(person))
    for days in (18.5, 2.5, 1):
        later(days)
        told = subjects(mails, slow.reviewer)
    assert len([s for s in told if s.startswith("Your review is due")]) == 2
    assert len([s for s in told if s.startswith("Your review was due")]) == 1
    assert subjects(mails, scene.secretariat).count("A review is late") == 1
    assert [len(subjects(mails, p)) for p in scene.reviewers[1:]] == [1, 1], "what is in needs no reminder"
    remind("review", slow.id, OVER, iso(slow.due_at))
    remind("review", slow.id, OVER, iso(slow.due_at))
    assert subjects(mails, slow.reviewer) == told, "a job that is done twice tells once"
    give(slow)
    assert slow.state == "submitted", "a late review is still welcome"


def test_a_reminder_that_comes_too_late_is_left_out(mails: Any, later: Later) -> None:
    """As after a time without a worker."""
    scene = Scene()
    scene.decide("changes_requested", "Shorter.")
    before = len(subjects(mails, scene.submitter))
    later(40)
    assert len(subjects(mails, scene.submitter)) == before
    assert subjects(mails, scene.secretariat).count("Late") == 1


def test_a_withdrawn_invitation_is_not_reminded_of(mails: Any, later: Later) -> None:
    scene = Scene()
    operations.withdraw_invitation(scene.secretariat, scene.review_of(scene.reviewers[2]))
    scene.decide("declined", "It is a report.")
    before = {person.id: len(subjects(mails, person)) for person in (*scene.reviewers, scene.secretariat)}
    later(100)
    assert {p.id: len(subjects(mails, p)) for p in (*scene.reviewers, scene.secretariat)} == before


def test_authors_are_reminded_of_changes_and_the_secretariat_learns_when_they_are_late(
    mails: Any, later: Later
) -> None:
    scene = Scene()
    scene.decide("changes_requested", "Shorter.")
    before = len(subjects(mails, scene.submitter))
    later(28)
    assert subjects(mails, scene.submitter)[before:] == [f"Due on {_day(scene.practice)}"]
    for days in (2, 1):
        later(days)
        mails()
    assert len(subjects(mails, scene.submitter)) == before + 2
    assert subjects(mails, scene.secretariat).count("Late") == 1
    later(100)
    assert len(subjects(mails, scene.submitter)) == before + 2


def _day(practice: Practice) -> str:
    assert practice.due_at is not None
    return f"{practice.due_at:%B} {practice.due_at.day}, {practice.due_at.year}"


def test_the_secretariat_is_reminded_of_what_waits_for_it(mails: Any, later: Later) -> None:
    desk, submitter = user("secretariat", **ABLE), user("focal_point", **ABLE)
    made = practice("draft", submitter=submitter)
    operations.move(submitter, made, "submitted")
    for days in (11.5, 2.5, 1):
        later(days)
        mails()
    assert [s.partition(" on")[0] for s in subjects(mails, desk)] == ["Submitted", "Due", "Due", "Late"]
    assert subjects(mails, submitter) == []


def test_an_extra_reviewer_has_time_and_the_clock_of_the_practice_waits_for_it(mails: Any, later: Later) -> None:
    scene = Scene()
    scene.all_give("approve", "approve", "decline")
    later(20)
    operations.invite(scene.secretariat, scene.practice, extra := reviewer())
    operations.declare(extra, scene.review_of(extra), conflict=None)
    later(10)
    present = clock_of(scene.practice)
    assert present is not None and present.due == scene.review_of(extra).due_at and not present.is_late
    assert "Late" not in subjects(mails, scene.secretariat)


def test_the_clock_stands_where_people_look_and_says_roles_only(client: HubClient, later: Later) -> None:
    scene = Scene()
    path = f"/practices/{scene.practice.slug}"
    assert "the reviewers’ turn" in client.as_(scene.submitter).get(f"{path}/status").text
    assert "Due on" in client.as_(scene.secretariat).get(f"{path}/desk").text
    later(40)
    late = client.as_(scene.submitter).get(f"{path}/status").text
    assert "takes longer than planned" in late
    assert not any(person.name in late for person in scene.reviewers)
    scene.decide("changes_requested", "Shorter.")
    status = client.as_(scene.submitter).get(f"{path}/status").text
    assert "It is your turn." in status
    told = client.as_(scene.submitter).get("/inbox").text
    assert iso(scene.practice.due_at)[:10] in told


def test_programs_read_the_clock_where_people_may_see_it(client: HubClient) -> None:
    scene = Scene()
    path = f"/practices/{scene.practice.slug}"
    for person in (scene.submitter, scene.secretariat):
        told = client.api(create_token(person, label="t", scope="read")).get(path).json["clock"]
        assert (told["holder"], told["is_late"]) == ("reviewers", False)
        assert told["due"] == iso(scene.practice.due_at)
    operations.declare(scene.reviewers[0], scene.review_of(scene.reviewers[0]), conflict=None)
    reading = client.api(create_token(scene.reviewers[0], label="t", scope="read"))
    assert "clock" not in reading.get(path).json


def test_once_all_reviews_are_in_it_is_the_secretariat_s_turn_and_authors_do_not_learn_when(client: HubClient) -> None:
    scene = Scene()
    path, told = f"/practices/{scene.practice.slug}", {}
    desk, author = client.as_(scene.secretariat), client.as_(scene.submitter)
    inbox = desk.get("/inbox").text
    assert "Follow the review" in inbox and "Decide" not in inbox
    assert "reviewers’ turn" in desk.get(f"{path}/desk").text
    scene.all_give("approve", "changes", "changes")
    page, inbox = desk.get(f"{path}/desk").text, desk.get("/inbox").text
    assert "All 3 reviews are in. It is your turn." in page and "reviewers’ turn" not in page
    assert "Decide" in inbox and "Follow the review" not in inbox
    assert "The secretariat: decide" in desk.get("/practices/waiting").text
    assert "reviewers’ turn" in author.get(f"{path}/status").text
    for person in (scene.submitter, scene.secretariat):
        token = create_token(person, label="t", scope="read")
        told[person.id] = client.api(token).get(path).json["clock"]["holder"]
    assert told == {scene.submitter.id: "reviewers", scene.secretariat.id: "secretariat"}
    scores = page.split('class="matrix"')[1].split("</table>")[0]
    assert all(person.name in scores for person in scene.reviewers)
    assert scores.count('<td class="num">4</td>') == 3 * len(scene.practice.rules.criteria)
    assert scores.count("Approve after changes") == 2
    assert "btn primary" not in page.split("<h2>Decide</h2>")[1].split("</section>")[0]


def test_a_colleague_who_wrote_the_practice_does_not_find_its_review_in_the_inbox_of_the_secretariat(
    client: HubClient,
) -> None:
    author, colleague = user("secretariat"), user("secretariat")
    made = practice("under_review", submitter=author)
    assert f"/practices/{made.slug}/desk" in client.as_(colleague).get("/inbox").text
    assert f"/practices/{made.slug}/desk" not in client.as_(author).get("/inbox").text


def test_a_step_that_was_set_before_deadlines_were_has_none(app: Any) -> None:
    made = practice("screening")
    present = clock_of(made)
    assert present is not None and present.due is None and not present.is_late


def test_a_colleague_who_wrote_the_practice_learns_nothing_of_its_reviewers(mails: Any, later: Later) -> None:
    author, colleague = user("secretariat", **ABLE), user("secretariat", **ABLE)
    made = practice("draft", submitter=author)
    operations.move(author, made, "submitted")
    operations.move(colleague, made, "screening")
    person = reviewer(name="Hidden From The Author", country="JP")
    mine = operations.invite(colleague, made, person)
    operations.refuse(person, mine, {"reason": "busy"})
    later(100)
    told = [mail.get_content() + mail["Subject"] for mail in mails() if mail["To"] == author.email]
    assert any("screening" in text for text in told)
    assert not any("stepped back" in text or person.name in text for text in told)
    assert "A reviewer stepped back" in subjects(mails, colleague)
    with transaction():
        colleague.role = "member"
    assert can(author, "practice.decide", made), "who is alone has to do it"

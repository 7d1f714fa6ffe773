"""Members of the secretariat who decide at the same moment: one of them does, and everybody is told the truth."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict
from hub.undo import take_back
from repository import operations
from repository.models import Handling, Practice
from repository.operations.bulk import Chosen, in_bulk
from tests.discussions import test_races
from tests.factories import practice, review, user
from tests.repository.test_undo import last_deed

LOST = (Conflict, StaleDataError, IntegrityError)


def at_once(app: Flask, jobs: list[Callable[[], Any]]) -> list[Any]:
    """What the jobs give, each run in a thread of its own; then this thread reads afresh."""
    results = test_races.at_once(app, jobs)
    db.session.rollback()
    db.session.expire_all()
    return results


def deed(actor_id: int, practice_id: int, act: Callable[[User, Practice], Any]) -> Callable[[], str]:
    """A deed of this person in a thread of its own; "done", or "lost" where somebody else was quicker."""

    def job() -> str:
        actor, made = db.session.get_one(User, actor_id), db.session.get_one(Practice, practice_id)
        try:
            act(actor, made)
        except LOST:
            return "lost"
        return "done"

    return job


def test_of_two_who_screen_the_same_practice_one_does(app: Flask) -> None:
    people, made = [user("secretariat").id for _n in range(2)], practice("submitted").id
    results = at_once(app, [deed(who, made, lambda a, p: operations.move(a, p, "screening")) for who in people])
    assert sorted(results) == ["done", "lost"]
    assert db.session.query(AuditEntry).filter_by(action="practice.screen").count() == 1


def test_of_an_approval_and_a_refusal_at_once_one_counts(app: Flask) -> None:
    people, made = [user("secretariat").id for _n in range(2)], practice("under_review").id
    for category in ("un-entity", "academia", "academia"):
        reviewer = user("reviewer", category=category)
        review(db.session.get_one(Practice, made), "submitted", reviewer=reviewer, recommendation="approve")
    steps = [
        deed(people[0], made, lambda a, p: operations.move(a, p, "approved")),
        deed(people[1], made, lambda a, p: operations.move(a, p, "declined", "No.")),
    ]
    assert sorted(at_once(app, steps)) == ["done", "lost"]


def test_two_who_do_the_same_with_many_do_each_once(app: Flask) -> None:
    people, made = [user("secretariat").id for _n in range(2)], [practice("submitted") for _n in range(6)]
    chosen = [Chosen(each.id, each.version) for each in made]

    def job(who: int) -> Callable[[], int]:
        def run() -> int:
            actor = db.session.get_one(User, who)
            _entry, outcomes = in_bulk(actor, "screen", chosen, lambda p: operations.move(actor, p, "screening"))
            return sum(not outcome.refused for outcome in outcomes)

        return run

    assert sum(at_once(app, [job(who) for who in people])) == 6
    assert db.session.query(AuditEntry).filter_by(action="practice.screen").count() == 6


def test_of_two_who_take_the_same_practice_one_gets_it(app: Flask) -> None:
    people, made = [user("secretariat").id for _n in range(2)], practice("submitted").id
    results = at_once(app, [deed(who, made, lambda a, p: operations.assign(a, p, a)) for who in people])
    assert "done" in results
    assert db.session.query(Handling).count() == 1


@pytest.mark.parametrize("number", [2, 4])
def test_what_several_take_back_at_once_is_taken_back_once(app: Flask, number: int) -> None:
    people, made = [user("secretariat").id for _n in range(number)], practice("submitted")
    operations.move(user("secretariat"), made, "screening")
    entry = last_deed()
    results = at_once(app, [deed(who, made.id, lambda a, _p: take_back(a, entry)) for who in people])
    assert sorted(results) == ["done"] + ["lost"] * (number - 1)
    assert db.session.query(AuditEntry).filter_by(action="undo").count() == 1
    assert db.session.get_one(Practice, made.id, populate_existing=True).status == "submitted"


def test_of_taking_back_and_going_on_at_once_one_happens(app: Flask) -> None:
    first, second, made = user("secretariat"), user("secretariat"), practice("approved")
    operations.move(first, made, "published")
    entry = last_deed()
    jobs = [
        deed(first.id, made.id, lambda a, _p: take_back(a, entry)),
        deed(second.id, made.id, lambda a, p: operations.move(a, p, "update_requested", "It is old.")),
    ]
    assert sorted(at_once(app, jobs)) == ["done", "lost"]
    found = db.session.get_one(Practice, made.id, populate_existing=True)
    assert (found.status, found.published_at is None) in [("approved", True), ("update_requested", False)]

"""Whose turn it is with a practice, and until when."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from hub import clock
from hub.db import db
from repository.models import Practice, Review

SECRETARIAT, REVIEWERS, SUBMITTER = "secretariat", "reviewers", "submitter"
TURNS = (SECRETARIAT, REVIEWERS, SUBMITTER)
OPEN_REVIEWS = ("invited", "declared")

_TURNS = {
    "submitted": SECRETARIAT,
    "screening": SECRETARIAT,
    "approved": SECRETARIAT,
    "changes_requested": SUBMITTER,
    "update_requested": SUBMITTER,
}
"""Whose turn it is in a state; under review, it depends on the reviews."""

_TIME = {
    "submitted": timedelta(days=7),
    "screening": timedelta(days=14),
    "changes_requested": timedelta(days=60),
    "approved": timedelta(days=7),
    "update_requested": timedelta(days=60),
}
"""How long a practice should stay in a state; under review, reviewers have dates of their own."""

WAITING = (*_TURNS, "under_review")


class Reviews(NamedTuple):
    """The reviews of the present round in numbers; `due_at` is the first date that one still to come is due."""

    asked: int = 0
    given: int = 0
    due_at: datetime | None = None

    @property
    def are_in(self) -> bool:
        return self.due_at is None


def reviews_of(ids: list[int]) -> dict[int, Reviews]:
    """The reviews of these practices in numbers, by the practice's id."""
    to_come = Review.state.in_(OPEN_REVIEWS)
    given = Review.state == "submitted"
    query = (
        select(
            Review.practice_id,
            func.count(case((to_come | given, 1))),
            func.count(case((given, 1))),
            func.min(case((to_come, Review.due_at))),
        )
        .join(Review.practice)
        .where(Review.practice_id.in_(ids), Review.round == Practice.round)
        .group_by(Review.practice_id)
    )
    return {practice_id: Reviews(*numbers) for practice_id, *numbers in db.session.execute(query)}


def turn_of(practice: Practice, reviews: Reviews) -> str:
    """Whose turn it is."""
    if practice.status == "under_review":
        return SECRETARIAT if reviews.are_in else REVIEWERS
    return _TURNS.get(practice.status, "")


def due_at(practice: Practice, reviews: Reviews) -> datetime | None:
    """Until when the next step is due; None where nothing says so."""
    if practice.status == "under_review":
        return reviews.due_at
    time = _TIME.get(practice.status)
    return practice.status_since + time if time and practice.status_since else None


def is_late() -> ColumnElement[bool]:
    """Condition: the next step was due before now."""
    now = clock.now()
    in_state = (and_(Practice.status == state, Practice.status_since < now - time) for state, time in _TIME.items())
    return or_(and_(Practice.status == "under_review", _review(Review.due_at < now)), *in_state)


def turn() -> ColumnElement[str]:
    """Whose turn it is, for queries."""
    under_review = case((_review(), REVIEWERS), else_=SECRETARIAT)
    return case(
        (Practice.status == "under_review", under_review),
        *((Practice.status == state, who) for state, who in _TURNS.items()),
        else_="",
    )


def _review(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Condition: a review of the present round is still to come."""
    in_round = and_(Review.practice_id == Practice.id, Review.round == Practice.round)
    return exists().where(in_round, Review.state.in_(OPEN_REVIEWS), *conditions)

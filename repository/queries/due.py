"""Whose turn it is with a practice, and until when, for lists (`repository.models.clock` has it for one)."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from hub import clock
from hub.db import db
from repository.models import Practice, Review
from repository.models.review import INVITED, OPEN, SUBMITTED
from repository.workflow import AUTHORS, HOLDERS, REVIEWERS, SECRETARIAT, STATES_WITH_REVIEWERS

TURNS = (SECRETARIAT, REVIEWERS, AUTHORS)
WAITING = tuple(state for state in HOLDERS if state != "draft")

DEADLINE = case((Review.state == INVITED, func.coalesce(Review.answer_by, Review.due_at)), else_=Review.due_at)
"""What a reviewer has to keep now, for queries; see `Review.deadline`."""

IN_HAND = and_(Review.state.in_(OPEN), Review.round == Practice.round, Practice.status.in_(STATES_WITH_REVIEWERS))
"""Condition: a reviewer has something to do, for queries that join the practice; see `Review.is_in_hand`."""


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
    to_come, given = Review.state.in_(OPEN), Review.state == SUBMITTED
    query = (
        select(
            Review.practice_id,
            func.count(case((to_come | given, 1))),
            func.count(case((given, 1))),
            func.min(case((to_come, DEADLINE))),
        )
        .join(Review.practice)
        .where(Review.practice_id.in_(ids), Review.round == Practice.round)
        .group_by(Review.practice_id)
    )
    return {practice_id: Reviews(*numbers) for practice_id, *numbers in db.session.execute(query)}


def turn_of(practice: Practice, reviews: Reviews) -> str:
    """Whose turn it is: once all reviews are in, the secretariat decides."""
    if practice.status == "under_review" and reviews.are_in:
        return SECRETARIAT
    return HOLDERS.get(practice.status, "")


def is_to_decide(practice: Practice, reviews: Reviews | None) -> bool:
    """Whether it is under review, reviews have come in, and none is to come."""
    return practice.status == "under_review" and bool(reviews and reviews.given and reviews.are_in)


def due_at(practice: Practice, reviews: Reviews) -> datetime | None:
    """Until when the next step is due, the first review that is to come; None where nothing says so."""
    return reviews.due_at if practice.status == "under_review" and reviews.due_at else practice.due_at


def is_late() -> ColumnElement[bool]:
    """Condition: the next step was due before now."""
    now = clock.now()
    own = and_(Practice.status.in_(WAITING), Practice.due_at < now, ~_waits_for_reviewers())
    return or_(own, _waits_for_reviewers(now > DEADLINE))


def turn() -> ColumnElement[str]:
    """Whose turn it is, for queries."""
    others = ((Practice.status == state, who) for state, who in HOLDERS.items() if state != "under_review")
    under_review = case((_waits_for_reviewers(), REVIEWERS), else_=SECRETARIAT)
    return case((Practice.status == "under_review", under_review), *others, else_="")


def _waits_for_reviewers(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Condition: under review, and a review of the present round is still to come."""
    in_round = and_(Review.practice_id == Practice.id, Review.round == Practice.round)
    return (Practice.status == "under_review") & exists().where(in_round, Review.state.in_(OPEN), *conditions)

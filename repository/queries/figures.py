"""How the review goes, in numbers: time to decision, acceptance, where practices wait, the load of reviewers.

All is counted by the database. Decisions are read from the audit log, without those that were taken back;
practices that were imported as published had none.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, func, literal, select

from hub import audit, clock
from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import db
from hub.intervals import moment, month_of, percentile, ranked, seconds_between
from repository.models import Practice, Review
from repository.queries.due import DEADLINE, IN_HAND, WAITING, is_late

PERIOD = timedelta(days=365)
_DAY = 86_400
_ACCEPTED, _DECLINED = "practice.approve", "practice.decline"


class Decisions(NamedTuple):
    """The decisions of a month, or (month "") of the whole period; days from the first submission on."""

    month: str
    number: int
    accepted: int
    median_days: float
    slow_days: float
    """Nine in ten were decided within so many days."""

    @property
    def rate(self) -> int:
        """Of a hundred decided, how many were accepted."""
        return round(100 * self.accepted / self.number)


class Queue(NamedTuple):
    """The practices that wait in a state, with the days that they have waited."""

    status: str
    number: int
    median_days: float
    longest_days: float
    late: int


class Load(NamedTuple):
    """The reviews of one reviewer."""

    name: str
    organization: str
    is_un: bool
    to_come: int
    late: int
    given: int
    """In the last twelve months."""


def _deeds(*actions: str) -> Select[Any]:
    """For each practice, when one of these deeds was first done."""
    return (
        select(AuditEntry.thing_id, func.min(AuditEntry.at).label("at"))
        .where(AuditEntry.kind == "practice", AuditEntry.action.in_(actions), audit.stands())
        .group_by(AuditEntry.thing_id)
    )


def _decided(since: datetime, by_month: bool) -> Subquery:
    submitted = _deeds("practice.submit").subquery()
    accepted = func.max(case((AuditEntry.action == _ACCEPTED, 1), else_=0)).label("accepted")
    decided = _deeds(_ACCEPTED, _DECLINED).add_columns(accepted).subquery()
    took = seconds_between(submitted.c.at, decided.c.at)
    by: ColumnElement[str] = month_of(decided.c.at) if by_month else literal("", String())
    found = select(by.label("by"), took.label("took"), decided.c.accepted).join_from(
        decided, submitted, submitted.c.thing_id == decided.c.thing_id
    )
    rows = found.where(decided.c.at >= moment(since)).subquery()
    return ranked(rows.c.by, rows.c.took, rows.c.accepted)


def decisions(*, by_month: bool) -> list[Decisions]:
    """The decisions of the last twelve months, by month or all together; none where nothing was decided."""
    rows = _decided(clock.now() - PERIOD, by_month)
    query = select(
        rows.c.by, func.count(), func.sum(rows.c.accepted), percentile(rows, 50), percentile(rows, 90)
    ).group_by(rows.c.by)
    return [
        Decisions(month, number, int(accepted), median / _DAY, slow / _DAY)
        for month, number, accepted, median, slow in db.session.execute(query.order_by(rows.c.by))
    ]


def queues() -> list[Queue]:
    """Where practices wait now, in the order of the workflow."""
    waited = seconds_between(Practice.status_since, moment(clock.now()))
    late = case((is_late(), 1), else_=0).label("late")
    waiting = select(Practice.status, waited.label("waited"), late).where(
        Practice.status.in_(WAITING), Practice.status_since.is_not(None)
    )
    each = waiting.subquery()
    rows = ranked(each.c.status, each.c.waited, each.c.late)
    query = select(
        rows.c.by, func.count(), percentile(rows, 50), func.max(rows.c.value), func.sum(rows.c.late)
    ).group_by(rows.c.by)
    found = {
        status: Queue(status, number, median / _DAY, longest / _DAY, int(late))
        for status, number, median, longest, late in db.session.execute(query)
    }
    return [found[status] for status in WAITING if status in found]


def loads() -> list[Load]:
    """What reviewers have in hand, those with the most first."""
    now = clock.now()
    given = and_(Review.state == "submitted", Review.submitted_at >= now - PERIOD)

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(case((condition, 1)))

    to_come = number(IN_HAND)
    query = (
        select(User, to_come, number(IN_HAND & (now > DEADLINE)), number(given))
        .outerjoin(Review, Review.reviewer_id == User.id)
        .outerjoin(Practice, Practice.id == Review.practice_id)
        .where(User.role == "reviewer")
        .group_by(User.id)
        .order_by(to_come.desc(), User.name, User.id)
    )
    return [Load(u.name, u.organization or "", u.is_un, *numbers) for u, *numbers in db.session.execute(query)]

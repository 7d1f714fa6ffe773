"""Reading calls for practices and what answers them."""

from sqlalchemy import ColumnElement, Select, case, func, select

from hub import clock
from hub.db import db
from hub.policy import Actor, opened, visible
from repository.models import Call, Practice
from repository.models.shown import PUBLISHED
from repository.queries.phrases import NEWEST_FIRST
from repository.workflow import EDITABLE, PUBLIC


def call(actor: Actor, slug: str) -> Call:
    """The call at an address, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.scalar(select(Call).where(Call.slug == slug)))


def listed(actor: Actor) -> Select[tuple[Call]]:
    """All calls that the actor may open: those that take answers first, the next deadline on top, then the closed."""
    now = clock.now()
    is_over = case((Call.closes_at < now, 1), else_=0)
    to_come = case((Call.closes_at >= now, Call.closes_at))
    return visible(actor, Call, "call.view").order_by(is_over, to_come, Call.closes_at.desc(), Call.id)


def open_calls(limit: int, objective: str | None = None) -> list[Call]:
    """Published calls that are open now, the next deadline first; on one objective where it is given."""
    now = clock.now()
    query = select(Call).where(Call.status == PUBLISHED, Call.opens_at <= now, Call.closes_at >= now)
    if objective:
        query = query.where(Call.tagged("objective", [objective]))
    return list(db.session.scalars(query.order_by(Call.closes_at, Call.id).limit(limit)))


def answers(call: Call) -> Select[tuple[Practice]]:
    """The published practices that answered a call, the newest first."""
    query = select(Practice).where(Practice.call_id == call.id, Practice.status.in_(PUBLIC))
    return query.order_by(*NEWEST_FIRST)


def answering(actor: Actor, slug: str) -> ColumnElement[bool]:
    """Condition: a practice answers this call, if the actor may open that."""
    known = visible(actor, Call, "call.view").where(Call.slug == slug)
    return Practice.call_id.in_(known.with_only_columns(Call.id))


def answers_by_state(call: Call) -> dict[str, int]:
    """How many practices, drafts among them, answer a call in each state; for the secretariat."""
    query = select(Practice.status, func.count()).where(Practice.call_id == call.id).group_by(Practice.status)
    return dict(db.session.execute(query).tuples().all())


def unfinished_answers(call: Call) -> list[Practice]:
    """Drafts that are meant to answer a call."""
    return list(db.session.scalars(select(Practice).where(Practice.call_id == call.id, Practice.status == "draft")))


def free_drafts(actor: Actor, limit: int = 50) -> list[Practice]:
    """What the actor is writing and could still submit in answer to a call."""
    query = visible(actor, Practice, "practice.submit").where(Practice.status.in_(EDITABLE), Practice.call_id.is_(None))
    return list(db.session.scalars(query.order_by(Practice.updated_at.desc()).limit(limit)))

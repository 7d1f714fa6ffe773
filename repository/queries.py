"""Reading practices: every list passes the policy."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, load_only, selectinload

from hub.audit import history
from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor, opened, visible
from repository.models import Practice, PracticeVersion, Review
from repository.workflow import EDITABLE, PUBLIC

_HEADING = (
    load_only(Practice.slug, Practice.title, Practice.status, Practice.status_since, Practice.updated_at),
    lazyload(Practice.tags),
    lazyload(Practice.organization_links),
)
"""Of a practice that only stands in a list of things to do; the rest is loaded if somebody asks for it."""


def practice(actor: Actor, slug: str) -> Practice:
    """The practice at an address, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.scalar(select(Practice).where(Practice.slug == slug)))


def versions(practice: Practice, kind: str) -> list[PracticeVersion]:
    """The versions of a practice that the actor has opened, the newest first; see `PracticeVersion` for the kinds."""
    query = select(PracticeVersion).where(PracticeVersion.practice_id == practice.id, PracticeVersion.kind == kind)
    return list(db.session.scalars(query.order_by(PracticeVersion.number.desc())))


def load(ids: Sequence[int]) -> list[Practice]:
    """Practices with what lists and search documents need, in few queries."""
    return list(db.session.scalars(select(Practice).where(Practice.id.in_(ids))))


def readable(actor: Actor) -> Select[tuple[Practice]]:
    """All practices that the actor may open, the newest first."""
    query = visible(actor, Practice, "practice.view").options(selectinload(Practice.attachments))
    return query.order_by(Practice.published_at.desc().nulls_last(), Practice.id.desc())


def newest(limit: int) -> list[Practice]:
    """The practices published last."""
    query = select(Practice).where(Practice.status.in_(PUBLIC))
    return list(db.session.scalars(query.order_by(Practice.published_at.desc(), Practice.id.desc()).limit(limit)))


def on_objective(code: str, limit: int) -> list[Practice]:
    """Published practices on an objective, the newest first."""
    query = select(Practice).where(Practice.status.in_(PUBLIC), Practice.tagged(("objective_1", "objective_2"), [code]))
    return list(db.session.scalars(query.order_by(Practice.published_at.desc(), Practice.id.desc()).limit(limit)))


def mine(actor: Actor) -> Select[tuple[Practice]]:
    """What the actor writes or has written, alone or with others, the last changed first."""
    query = visible(actor, Practice, "practice.submit")
    return query.order_by(Practice.updated_at.desc(), Practice.id.desc())


def mine_at(actor: Actor, slugs: Sequence[str]) -> list[Practice]:
    """What the actor writes, among the practices at some addresses, in the order in which they were begun."""
    query = visible(actor, Practice, "practice.submit").where(Practice.slug.in_(slugs))
    return list(db.session.scalars(query.order_by(Practice.id)))


def in_states(*states: str) -> list[Practice]:
    """Practices in these states, the longest waiting first (for the secretariat)."""
    query = select(Practice).where(Practice.status.in_(states)).options(*_HEADING, joinedload(Practice.submitter))
    return list(db.session.scalars(query.order_by(Practice.status_since, Practice.id)))


def review(actor: Actor, review_id: int) -> Review:
    """A review, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.get(Review, review_id))


def own_review(actor: User, review_id: int) -> Review:
    """The actor's own review; not even the secretariat acts on another's. Raises NotFound."""
    found = review(actor, review_id)
    if found.reviewer_id != actor.id:
        raise NotFound
    return found


def reviews_of(actor: Actor) -> list[Review]:
    """The reviews that wait for this reviewer, the most urgent first."""
    waiting = Review.state.in_(("invited", "declared"))
    query = (
        select(Review)
        .join(Review.practice)
        .options(contains_eager(Review.practice).options(*_HEADING))
        .where(
            Review.reviewer_id == actor.id,
            waiting,
            Review.round == Practice.round,
            Practice.status.in_(("screening", "under_review")),
        )
    )
    return list(db.session.scalars(query.order_by(Review.due_at)))


def reviewer_pool() -> list[User]:
    """Everybody who can be invited to review, by name."""
    return list(db.session.scalars(select(User).where(User.role == "reviewer").order_by(User.name)))


def to_write(actor: Actor) -> list[Practice]:
    """The actor's drafts, and the practices that wait for their changes."""
    query = visible(actor, Practice, "practice.submit").where(Practice.status.in_(EDITABLE))
    return list(db.session.scalars(query.options(*_HEADING).order_by(Practice.status_since)))


def tombstone(slug: str) -> str | None:
    """Why a practice that was public is archived; None where nothing public ever stood at the address."""
    query = select(Practice).where(
        Practice.slug == slug, Practice.status == "archived", Practice.published_at.is_not(None)
    )
    found = db.session.scalar(query)
    if found is None:
        return None
    return next((entry.data["comment"] for entry in reversed(history(found)) if entry.data.get("comment")), "")

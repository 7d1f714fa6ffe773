"""What is read: profiles, what narrows a list of them, conversations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, intersect, or_, select

from experts.models import Contact, Expert
from experts.policy import lapsed
from hub.auth.models import User
from hub.db import db
from hub.feature import Expertise
from hub.policy import Actor, opened, visible
from hub.search.browse import Filters

TAGS = {"objective": "objective", "country": "country", "region": "reach", "language": "language"}
"""The tags that hold the values of a facet (see `experts.search.FACETS`)."""


def expert(actor: Actor, slug: str) -> Expert:
    """The profile at an address, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.scalar(select(Expert).where(Expert.slug == slug)))


def own(actor: Actor) -> Expert | None:
    """The actor's own profile."""
    return db.session.scalar(select(Expert).where(Expert.user_id == actor.id)) if actor.id else None


def own_there(actor: Actor) -> Expert:
    """The actor's own profile, which has to be there. Raises NotFound."""
    return opened(actor, own(actor))


def claimable(actor: User) -> Expert | None:
    """An imported profile for the actor's confirmed address, which nobody has taken over."""
    imported = select(Expert).where(Expert.email == actor.email, Expert.user_id.is_(None))
    return db.session.scalar(imported)


def directory(actor: Actor, filters: Filters, *, sort: str = "name") -> Select[Any]:
    """The published profiles that this reader may see, narrowed and in order."""
    query = visible(actor, Expert, "expert.find").where(*_conditions(filters))
    if sort == "newest":
        return query.order_by(Expert.verified_at.desc(), Expert.id.desc())
    return query.order_by(Expert.sort_name, Expert.id)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [Expert.tagged(tag, filters[facet]) for facet, tag in TAGS.items() if facet in filters]
    if "availability" in filters:
        conditions.append(Expert.availability.in_(filters["availability"]))
    if "un" in filters:
        conditions.append(Expert.is_un.in_([value == "yes" for value in filters["un"]]))
    return conditions


def for_objective(actor: Actor, code: str, limit: int = 5) -> tuple[list[Expert], int]:
    """The experts verified last on an objective, and how many there are."""
    query = directory(actor, {"objective": frozenset({code})}, sort="newest")
    total = db.session.scalar(query.order_by(None).with_only_columns(func.count())) or 0
    return list(db.session.scalars(query.limit(limit))), total


def related(
    actor: Actor, objectives: Sequence[str], countries: Sequence[str], regions: Sequence[str], limit: int = 3
) -> list[Expert]:
    """Experts on one of these objectives who know one of these places (or any, where none is named), the free first."""
    tag = Expert.tag_model
    of = select(tag.owner_id).where(tag.field == "objective", tag.code.in_(objectives))
    here = or_(and_(tag.field == "country", tag.code.in_(countries)), and_(tag.field == "reach", tag.code.in_(regions)))
    ids = intersect(of, select(tag.owner_id).where(here)) if countries or regions else of
    query = visible(actor, Expert, "expert.find").where(Expert.id.in_(ids))
    free_first = (Expert.availability != "available", Expert.verified_at.desc(), Expert.id.desc())
    return list(db.session.scalars(query.order_by(*free_first).limit(limit)))


def to_verify() -> Select[Any]:
    """The profiles that wait for the secretariat, the longest waiting first."""
    return select(Expert).where(Expert.status == "submitted").order_by(Expert.status_since, Expert.id)


def lapsed_ids() -> list[int]:
    """Profiles that expired by time alone, before the worker noticed."""
    return list(db.session.scalars(select(Expert.id).where(lapsed())))


def contact(actor: Actor, contact_id: int) -> Contact:
    """A conversation, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.get(Contact, contact_id))


def contacts_of(actor: User) -> Select[Any]:
    """The conversations that the actor has a part in, the newest first."""
    mine = or_(Contact.sender_id == actor.id, Expert.user_id == actor.id)
    return select(Contact).join(Expert).where(mine).order_by(Contact.turn_since.desc(), Contact.id.desc())


def awaiting(actor: User) -> list[Contact]:
    """The conversations in which the other side wrote last."""
    query = select(Contact).join(Expert).where(Contact.reported_at.is_(None))
    turns = or_(
        and_(Contact.turn == "expert", Expert.user_id == actor.id),
        and_(Contact.turn == "sender", Contact.sender_id == actor.id),
    )
    return list(db.session.scalars(query.where(turns).order_by(Contact.turn_since).limit(100)))


def reported() -> list[Contact]:
    """The conversations that were reported and wait for the secretariat."""
    open_reports = Contact.reported_at.is_not(None) & Contact.report_settled_at.is_(None)
    return list(db.session.scalars(select(Contact).where(open_reports).order_by(Contact.reported_at).limit(100)))


def expertise(user_ids: Sequence[int]) -> dict[int, Expertise]:
    """What people say of themselves in profiles that they agreed to, whoever may see these; by the ids of users.

    A profile that nobody has taken over is theirs by its address. What was withdrawn or turned down tells nothing.
    """
    theirs = or_(Expert.user_id == User.id, and_(Expert.user_id.is_(None), Expert.email == User.email))
    agreed = and_(Expert.consent_at.is_not(None), Expert.withdrawn_at.is_(None))
    query = select(User.id, Expert).join(Expert, theirs).where(User.id.in_(user_ids), agreed)
    rows = db.session.execute(query.where(Expert.status.not_in(("declined", "suspended"))))
    return {user_id: _known(expert) for user_id, expert in rows}


def _known(expert: Expert) -> Expertise:
    return Expertise(
        objectives=frozenset(expert.objectives),
        languages=frozenset(expert.spoken),
        countries=frozenset(expert.experience_countries),
        regions=frozenset(expert.experience_regions),
        organizations=frozenset({expert.organization} if expert.organization else ()),
    )

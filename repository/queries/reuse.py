"""How practices travel: who adapted which, and what it was adapted from."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, load_only

from hub.auth.models import User
from hub.db import db
from hub.policy import Actor, opened, visible
from repository.models import Adaptation, Practice
from repository.queries.past import is_withdrawn
from repository.queries.phrases import BARE, HEADING

_ENDS = tuple(
    joinedload(end).options(
        load_only(Practice.slug, Practice.title, Practice.status, Practice.language, Practice.published_at),
        *BARE,
    )
    for end in (Adaptation.practice, Adaptation.retold)
)
DEPTH = 3
"""So many steps of a chain are shown in each direction."""
MOST = 100
"""So many adaptations are read for one step of a chain."""


@dataclass
class Step:
    """One step of a chain: an adaptation, and the practice at its other end, where everybody may read that."""

    adaptation: Adaptation
    practice: Practice | None
    withdrawn: bool
    """Whether there was such a practice, which is withdrawn now."""
    further: list["Step"] = field(default_factory=list)


def adaptation(actor: Actor, adaptation_id: int) -> Adaptation:
    """An adaptation, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.get(Adaptation, adaptation_id))


def public_of(practice: Practice) -> Select[tuple[Adaptation]]:
    """A query for the public adaptations of a practice that the actor has opened, in the order in which they began."""
    return _with_ends(Adaptation.practice_id == practice.id).order_by(Adaptation.start_year, Adaptation.id)


def mine(actor: User) -> Select[tuple[Adaptation]]:
    """A query for what the actor has told, the newest first."""
    query = select(Adaptation).where(Adaptation.author_id == actor.id).options(*_ENDS)
    return query.order_by(Adaptation.id.desc())


def to_check() -> list[Adaptation]:
    """The adaptations that wait for the secretariat, the longest waiting first."""
    query = select(Adaptation).where(Adaptation.status == "submitted").options(*_ENDS)
    return list(db.session.scalars(query.order_by(Adaptation.status_since, Adaptation.id).limit(MOST)))


def number_waiting(actor: Actor) -> int:
    """How many adaptations of this author wait for the secretariat."""
    mine = (Adaptation.author_id == actor.id, Adaptation.status == "submitted")
    return db.session.scalar(select(func.count()).where(*mine)) or 0


def own_practices(actor: Actor) -> list[Practice]:
    """The practices that the actor writes, by title: one of them may tell an adaptation."""
    query = visible(actor, Practice, "practice.submit").where(Practice.title.is_not(None)).options(*HEADING)
    return list(db.session.scalars(query.order_by(Practice.title, Practice.id).limit(MOST)))


def by_slug(slug: str) -> Practice | None:
    """The practice of this name, whoever asks: the caller has to ask the policy."""
    return db.session.scalar(select(Practice).where(Practice.slug == slug))


def chain(practice: Practice) -> tuple[list[Step], list[Step]]:
    """What was adapted from a practice, and what it was adapted from itself: most practices stand alone."""
    touches = or_(Adaptation.practice_id == practice.id, Adaptation.retold_id == practice.id)
    if db.session.scalar(select(Adaptation.id).where(touches, Adaptation.status == "public").limit(1)) is None:
        return [], []
    return adapted_in(practice), adapted_from(practice)


def adapted_in(practice: Practice) -> list[Step]:
    """The public adaptations of a practice, each with the adaptations of the practice that tells it."""
    return _steps(practice.id, forward=True)


def adapted_from(practice: Practice) -> list[Step]:
    """What a practice was adapted from, as it tells a public adaptation of that, and so on back."""
    return _steps(practice.id, forward=False)


def origins_of(practice: Practice) -> set[int]:
    """The practice and all that it goes back to, by what was told and not refused or withdrawn; their ids."""
    found, new = {practice.id}, {practice.id}
    while new:
        holds = Adaptation.status.in_(("submitted", "public"))
        query = select(Adaptation.practice_id).where(Adaptation.retold_id.in_(new), holds)
        new = set(db.session.scalars(query)) - found
        found |= new
    return found


def _with_ends(condition: ColumnElement[bool]) -> Select[tuple[Adaptation]]:
    return select(Adaptation).where(condition, Adaptation.status == "public").options(*_ENDS)


def _steps(start: int, *, forward: bool) -> list[Step]:
    """The chain from a practice, one query for each step; a practice is gone through once, so that no circle turns."""
    seen, first = {start}, list[Step]()
    ends: dict[int, list[Step]] = {start: first}
    for _step in range(DEPTH):
        found = _next(ends, forward)
        following: dict[int, list[Step]] = {}
        for one in found:
            near = one.adaptation.practice_id if forward else one.adaptation.retold_id
            ends[near or 0].append(one)
            if one.practice is not None and one.practice.id not in seen:
                seen.add(one.practice.id)
                following[one.practice.id] = one.further
        if not following:
            break
        ends = following
    return first


def _next(ends: Collection[int], forward: bool) -> list[Step]:
    near = Adaptation.practice_id if forward else Adaptation.retold_id
    query = _with_ends(near.in_(list(ends))).order_by(Adaptation.start_year, Adaptation.id).limit(MOST)
    return [seen_from_outside(one, one.retold if forward else one.practice) for one in db.session.scalars(query)]


def seen_from_outside(adaptation: Adaptation, end: Practice | None) -> Step:
    """What everybody may know of the far end: a practice that was never public is none at all."""
    is_public = end is not None and end.is_public
    return Step(adaptation, end if is_public else None, end is not None and is_withdrawn(end))

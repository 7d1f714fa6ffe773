"""Practices that somebody puts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from hub.db import db
from hub.policy import Actor, visible
from repository.models import Practice, PracticeAddress

MOST = 4
LONGEST = 120


@dataclass(frozen=True)
class Chosen:
    """What was asked for: practices that the reader may open, in their order, and the names of what is not there."""

    practices: list[Practice]
    missing: list[str]
    too_many: bool


def side_by_side(actor: Actor, names: Sequence[str]) -> Chosen:
    """The practices of these names in addresses; the first four that can be shown."""
    asked = list(dict.fromkeys(name[:LONGEST] for name in names if name))[: 2 * MOST]
    found = _openable(actor, asked)
    there = list(dict.fromkeys(found[name] for name in asked if name in found))
    missing = [name for name in asked if name not in found]
    return Chosen(there[:MOST], missing, len(there) > MOST or len(names) > 2 * MOST)


def _openable(actor: Actor, names: list[str]) -> dict[str, Practice]:
    """What the reader may open of this, by the name of today or an earlier one."""
    moved = select(PracticeAddress.slug, PracticeAddress.practice_id).where(PracticeAddress.slug.in_(names))
    earlier = {row.slug: row.practice_id for row in db.session.execute(moved)}
    mine = or_(Practice.slug.in_(names), Practice.id.in_(earlier.values()))
    there = list(db.session.scalars(visible(actor, Practice, "practice.view").where(mine)))
    by_id = {practice.id: practice for practice in there}
    return {name: by_id[i] for name, i in earlier.items() if i in by_id} | {each.slug: each for each in there}

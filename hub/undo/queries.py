"""Which deeds can be taken back, and what happened after them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import load_only

from hub import audit, clock, kinds
from hub.audit import AuditEntry
from hub.db import db
from hub.kinds import Ref
from hub.policy import Actor, can
from hub.undo.models import WayBack


def is_taken_back(entry: AuditEntry) -> bool:
    """Whether somebody has undone this deed."""
    return bool(db.session.scalar(select(AuditEntry.id).where(AuditEntry.undoes_id == entry.id)))


def recent(actor: Actor, permissions: Iterable[str], limit: int) -> list[AuditEntry]:
    """The newest deeds that the actor may still try to take back, of those that ask for one of these permissions."""
    held = [permission for permission in permissions if can(actor, permission)]
    query = select(WayBack).where(WayBack.permission.in_(held), WayBack.until > clock.now())
    query = query.options(load_only(WayBack.permission))  # what they changed may be long
    ways = list(db.session.scalars(query.order_by(WayBack.entry_id.desc()).limit(limit)))
    things = audit.things_of(way.entry for way in ways)
    return [way.entry for way in ways if can(actor, way.permission, things.get(way.entry))]


def acted_since(way: WayBack, thing: Any) -> list[AuditEntry]:
    """Later deeds of people on the thing or on what belongs to it, not taken back; those apart do not count."""
    if way.apart:
        return []
    refs = [Ref(way.entry.kind or "", way.entry.thing_id or 0), *_parts(thing)]
    on_it = or_(*(and_(AuditEntry.kind == ref.kind, AuditEntry.thing_id == ref.id) for ref in refs))
    is_apart = exists().where(WayBack.entry_id == AuditEntry.id, WayBack.apart)
    query = select(AuditEntry).where(
        AuditEntry.id > way.entry_id, AuditEntry.actor_id.is_not(None), on_it, audit.stands(), ~is_apart
    )
    return list(db.session.scalars(query))


def _parts(thing: Any) -> list[Ref]:
    kind = kinds.of(thing) if thing is not None else None
    return list(kind.parts(thing)) if kind else []

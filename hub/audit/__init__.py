"""The audit log: who did what to what, and when. Written in the transaction of the deed; never changed.

A deed that was taken back stays in the log; a later entry says so (`undoes_id`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, and_, exists, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from hub import clock, kinds
from hub.auth.models import User
from hub.db import Base, Timestamped, db
from hub.kinds import Ref
from hub.policy import Actor


class AuditEntry(Base):
    """One deed. `data` holds what the history shows, such as a comment or the states before and after."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_thing", "kind", "thing_id"),)

    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str | None] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    actor: Mapped[User | None] = relationship()

    @property
    def ref(self) -> Ref:
        """What the deed was done to."""
        return Ref(self.kind or "", self.thing_id or 0)


def record(actor: Actor, action: str, thing: Base | None = None, **data: Any) -> AuditEntry:
    """Note a deed in the running transaction. Call it after the thing has its id (flush new ones first)."""
    if thing is not None and thing.id is None:
        db.session.flush()
    entry = AuditEntry(
        actor_id=actor.id,
        action=action,
        data=data,
        kind=_name(thing) if thing is not None else None,
        thing_id=thing.id if thing is not None else None,
    )
    db.session.add(entry)
    return entry


def _name(thing: Base) -> str:
    """The name of its kind; rows that are no content of their own go by their table."""
    kind = kinds.of(thing)
    return kind.name if kind else thing.__tablename__


def record_undo(actor: Actor, entry: AuditEntry) -> None:
    """Note that a deed was taken back; the database lets only one such entry through."""
    undo = AuditEntry(actor_id=actor.id, action="undo", kind=entry.kind, thing_id=entry.thing_id, undoes_id=entry.id)
    version = getattr(thing_of(entry), "version", None)
    undo.data = {} if version is None else {"version": version}
    db.session.add(undo)
    db.session.flush()


def stands() -> ColumnElement[bool]:
    """Condition on entries: a deed that nobody took back (and not the entry that takes one back)."""
    undo = aliased(AuditEntry)
    return and_(AuditEntry.undoes_id.is_(None), ~exists().where(undo.undoes_id == AuditEntry.id))


def done_to(thing: Base) -> ColumnElement[bool]:
    """Condition on entries: deeds on this thing, and not on one that had its number before (see `kinds.is_meant`)."""
    mine = (AuditEntry.kind == _name(thing)) & (AuditEntry.thing_id == thing.id)
    return mine & (AuditEntry.at >= thing.created_at) if isinstance(thing, Timestamped) else mine


def history(thing: Base, *conditions: ColumnElement[bool]) -> list[AuditEntry]:
    """The deeds on a thing, oldest first, without those that were taken back; with conditions, few of perhaps many."""
    query = select(AuditEntry).where(done_to(thing), stands(), *conditions)
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


def tells(name: str) -> ColumnElement[bool]:
    """Condition on entries: their data hold this name."""
    return AuditEntry.data[name].as_string().is_not(None)


def thing_of(entry: AuditEntry) -> Any | None:
    """What a deed was done to, where that is a thing of a kind and still there."""
    return things_of([entry]).get(entry)


def things_of(entries: Iterable[AuditEntry]) -> dict[AuditEntry, Any]:
    """What each deed was done to, where that is a thing of a kind and still there; one query for each kind."""
    entries = list(entries)
    refs = {entry.ref for entry in entries}
    there = {
        kind.ref(thing): thing
        for kind in kinds.all_kinds()
        if (ids := sorted(ref.id for ref in refs if ref.kind == kind.name))
        for thing in kind.fetch(ids)
    }
    found = ((entry, there.get(entry.ref)) for entry in entries)
    return {entry: thing for entry, thing in found if thing is not None and kinds.is_meant(thing, entry.at)}

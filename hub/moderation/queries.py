"""Reading the queue, the reports and the log."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.kinds import Ref
from hub.moderation.models import Flag, LogEntry, QueueItem


def open_item(ref: Ref) -> QueueItem | None:
    """The item by which a thing waits, or None."""
    return db.session.scalar(_open().where(QueueItem.kind == ref.kind, QueueItem.thing_id == ref.id))


def waiting(scope_kind: str, scope_ids: Select[tuple[int]] | Collection[int]) -> Select[tuple[QueueItem]]:
    """A query for what waits in these scopes, the longest waiting first."""
    mine = (QueueItem.scope_kind == scope_kind) & _in(QueueItem.scope_id, scope_ids)
    return _open().where(mine).order_by(QueueItem.since, QueueItem.id)


def waiting_by_scope(scope_kind: str, scope_ids: Select[tuple[int]]) -> Select[tuple[int, int, datetime]]:
    """A query for (scope, number waiting, since when the longest)."""
    mine = (QueueItem.scope_kind == scope_kind) & QueueItem.scope_id.in_(scope_ids) & QueueItem.decided_at.is_(None)
    counted = select(QueueItem.scope_id, func.count(QueueItem.id), func.min(QueueItem.since))
    return counted.where(mine).group_by(QueueItem.scope_id)


def flags_on(kind: str, ids: Collection[int]) -> dict[int, list[Flag]]:
    """The open reports on these things, by the thing's id."""
    found: dict[int, list[Flag]] = {}
    if ids:
        query = select(Flag).where(Flag.kind == kind, Flag.thing_id.in_(ids), Flag.resolved_at.is_(None))
        for flag in db.session.scalars(query.order_by(Flag.id)):
            found.setdefault(flag.thing_id, []).append(flag)
    return found


def log(scope_kind: str, scope_ids: Select[tuple[int]] | Sequence[int]) -> Select[tuple[LogEntry]]:
    """A query for the public log of these scopes, newest first."""
    mine = (LogEntry.scope_kind == scope_kind) & _in(LogEntry.scope_id, scope_ids)
    return select(LogEntry).where(mine).order_by(LogEntry.id.desc())


def _open() -> Select[tuple[QueueItem]]:
    return select(QueueItem).where(QueueItem.decided_at.is_(None)).options(joinedload(QueueItem.decided_by))


def _in(column: object, ids: object) -> ColumnElement[bool]:
    return column.in_(ids)  # type: ignore[attr-defined]

"""Noting what an operation changes, so that it can be taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import g, has_request_context
from sqlalchemy import Connection, delete, event
from sqlalchemy.orm import Mapper, object_session

from hub import clock
from hub.audit import AuditEntry
from hub.db import Base, db
from hub.notifications.models import Notification
from hub.policy import Actor, can
from hub.undo import rows
from hub.undo.models import GRACE, KEPT, WayBack

A = TypeVar("A", bound=Actor)
P = ParamSpec("P")
R = TypeVar("R")

_PLACE = "recorder"
_LEFT_ALONE = frozenset({"job", "mail_log", "user_session", "api_token", "audit_entry", "freshness", "way_back"})
"""Tables that stay as they are: work for later, and the logs themselves."""
REGISTER = frozenset({"organization", "organization_name", "organization_difference"})
"""The register of organizations, which only grows by what other deeds name."""


def undoable(
    permission: str, *, apart: bool = False, keeping: frozenset[str] = REGISTER
) -> Callable[[Callable[Concatenate[A, P], R]], Callable[Concatenate[A, P], R]]:
    """Let what an operation does be taken back by those who hold a permission (asked without an object).

    Stands below `@transactional`. Only deeds of people who hold the permission themselves are noted; who takes one
    back must hold it on the thing. The last audit
    entry that the operation records stands for the deed; an operation called by another is part of that one.
    `apart`: see `WayBack`. `keeping` names tables of which nothing is taken back.
    """

    def mark(operation: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
        @wraps(operation)
        def run(actor: A, *args: P.args, **kwargs: P.kwargs) -> R:
            if _PLACE in db.session().info or not can(actor, permission):
                return operation(actor, *args, **kwargs)
            with _recording(permission, apart, keeping):
                return operation(actor, *args, **kwargs)

        return run

    return mark


class _Recorder:
    """The rows that were touched since it began."""

    def __init__(self, keeping: frozenset[str]) -> None:
        self.left_alone = _LEFT_ALONE | keeping
        self.before: dict[tuple[str, int], rows.Row | None] = {}
        self.new: list[Base] = []
        self.told: list[Notification] = []
        self.entry: AuditEntry | None = None

    def made(self, thing: Base) -> None:
        if isinstance(thing, AuditEntry):
            self.entry = thing
        elif isinstance(thing, Notification):
            self.told.append(thing)
        elif thing.__tablename__ not in self.left_alone:
            self.new.append(thing)

    def touched(self, connection: Connection, thing: Base) -> None:
        key = (thing.__tablename__, thing.id)
        if key[0] not in self.left_alone and key not in self.before and thing not in self.new:
            self.before[key] = rows.read(connection, Base.metadata.tables[key[0]], thing.id)

    def changes(self) -> list[dict[str, Any]]:
        connection = db.session.connection()
        # SQLite gives the number of a row that was removed to the next new one: what was there before counts.
        old = {(thing.__tablename__, thing.id): None for thing in self.new} | self.before
        found = (
            rows.difference(name, row_id, before, rows.read(connection, Base.metadata.tables[name], row_id))
            for (name, row_id), before in old.items()
        )
        return [change.as_json() for change in found if change]


@contextmanager
def _recording(permission: str, apart: bool, keeping: frozenset[str]) -> Iterator[None]:
    session = db.session()
    session.flush()
    recorder = session.info[_PLACE] = _Recorder(keeping)
    try:
        yield
        session.flush()
        changes = recorder.changes()
    finally:
        del session.info[_PLACE]
    if recorder.entry is not None and changes:
        told = [note.id for note in recorder.told]
        now = clock.now()
        way = WayBack(permission=permission, apart=apart, until=now + GRACE, changes=changes, told=told)
        way.entry = recorder.entry
        session.add(way)
        session.execute(delete(WayBack).where(WayBack.until < now - KEPT))
        if has_request_context():
            g.setdefault("undoable", []).append(recorder.entry.id)


def _recorder_of(thing: Base) -> _Recorder | None:
    session = object_session(thing)
    return session.info.get(_PLACE) if session is not None else None


def _note_new(_mapper: Mapper[Any], _connection: Connection, thing: Base) -> None:
    if recorder := _recorder_of(thing):
        recorder.made(thing)


def _note_touched(_mapper: Mapper[Any], connection: Connection, thing: Base) -> None:
    if recorder := _recorder_of(thing):
        recorder.touched(connection, thing)


# Mapper events, not those of the session: only these see rows that leave a list of another and go with that.
event.listen(Base, "before_insert", _note_new, propagate=True)
event.listen(Base, "before_update", _note_touched, propagate=True)
event.listen(Base, "before_delete", _note_touched, propagate=True)

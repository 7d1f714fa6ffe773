"""Noting what has to be indexed again, in the transaction that changes it."""

from collections.abc import Iterable

from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from hub import kinds
from hub.db import db
from hub.jobs.models import Job

INDEX_JOB = "search.index"
IDS_PER_JOB = 500


def touch(kind: str, ids: Iterable[int]) -> None:
    """Have these things indexed again. Needed where a bulk statement changed them, or something they depend on."""
    _enqueue(db.session(), kind, list(ids))


def _enqueue(session: Session, kind: str, ids: list[int]) -> None:
    chunks = [ids[start : start + IDS_PER_JOB] for start in range(0, len(ids), IDS_PER_JOB)]
    if chunks:
        session.execute(insert(Job), [{"name": INDEX_JOB, "payload": {"kind": kind, "ids": chunk}} for chunk in chunks])


def _capture(session: Session, _context: object) -> None:
    """After each flush, and not before the commit: `session.new` forgets what was flushed earlier."""
    found: dict[str, list[int]] = {}
    for thing in (*session.new, *session.dirty, *session.deleted):
        kind = kinds.of(thing)
        if kind is not None and kind.document is not None:
            found.setdefault(kind.name, []).append(thing.id)
    for name, ids in found.items():
        _enqueue(session, name, ids)


event.listen(db.session, "after_flush", _capture)

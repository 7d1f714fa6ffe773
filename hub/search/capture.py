"""Noting what has to be indexed again, in the transaction that changes it.

Flushes are watched while they happen, because the session forgets what was flushed when it is asked to
commit. The jobs are written as the last step of the transaction, few even for an import of thousands.
"""

from collections.abc import Iterable

from sqlalchemy import event, insert
from sqlalchemy.orm import Session, SessionTransaction

from hub import kinds
from hub.db import db
from hub.jobs.models import Job

INDEX_JOB = "search.index"
BULK_JOB = "search.index_bulk"
"""The same for what an import brings: it gives way, so that a post written meanwhile is found at once."""
BULK = 100
"""Changes of one kind in one transaction that are more than people make by hand."""
IDS_PER_JOB = 200


def touch(kind: str, ids: Iterable[int]) -> None:
    """Have things indexed again. Needed where a bulk statement changed them, or what they depend on did."""
    _note(db.session(), kind, ids)


def _note(session: Session, kind: str, ids: Iterable[int]) -> None:
    session.info.setdefault("touched", {}).setdefault(kind, set()).update(ids)


def _note_flush(session: Session, _context: object) -> None:
    for thing in (*session.new, *session.dirty, *session.deleted):
        kind = kinds.of(thing)
        if kind is not None and kind.document is not None:
            _note(session, kind.name, [thing.id])


def _enqueue(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    for kind, ids in session.info.pop("touched", {}).items():
        name = INDEX_JOB if len(ids) <= BULK else BULK_JOB
        for some in _chunks(sorted(ids)):
            session.execute(insert(Job).values(name=name, payload={"kind": kind, "ids": some}))


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + IDS_PER_JOB] for start in range(0, len(ids), IDS_PER_JOB))


def _forget(session: Session, ended: SessionTransaction) -> None:
    if not ended.nested:  # what was noted before a savepoint still counts when that is rolled back
        session.info.pop("touched", None)


event.listen(db.session, "after_flush", _note_flush)
event.listen(db.session, "before_commit", _enqueue)
event.listen(db.session, "after_soft_rollback", _forget)

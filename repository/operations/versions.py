"""Keeping what a practice said when it was submitted or published."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hub import clock
from hub.db import db
from repository.models import Practice, PracticeVersion
from repository.models.version import PUBLISHED
from repository.operations.confirming import freshen
from repository.schemas import PUBLIC_TEXT


def content_of(practice: Practice) -> dict[str, Any]:
    """What the practice says now, as a version holds it: without the contact person."""
    return dict(PUBLIC_TEXT.dump(practice))


def keep_version(
    practice: Practice, kind: str, *, note: str | None = None, at: datetime | None = None
) -> PracticeVersion:
    """Keep the present text as a new version, unless the last one of its kind says the same; within the transaction."""
    db.session.flush()
    query = select(PracticeVersion).where(PracticeVersion.practice_id == practice.id, PracticeVersion.kind == kind)
    last = db.session.scalar(query.order_by(PracticeVersion.number.desc()).limit(1))
    content = content_of(practice)
    if last is not None and last.content == content:
        return last
    return add_version(practice, kind, last.number + 1 if last else 1, content, note=note, at=at)


def add_version(
    practice: Practice,
    kind: str,
    number: int,
    content: dict[str, Any],
    *,
    note: str | None = None,
    at: datetime | None = None,
) -> PracticeVersion:
    """Keep a text as the version of this number; the practice has its id already."""
    version = PracticeVersion(
        practice_id=practice.id,
        kind=kind,
        number=number,
        round=practice.round,
        content=content,
        note=note,
        at=at or clock.now(),
    )
    db.session.add(version)
    if kind == PUBLISHED:
        freshen(practice, version.at)
    return version

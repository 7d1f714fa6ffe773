"""What waits in the outbox."""

from datetime import datetime

from sqlalchemy import func, select, update

from hub import clock
from hub.db import db, transactional
from hub.jobs.models import Job
from hub.jobs.queue import HANDLERS

NOT_FAILED = Job.failed_at.is_(None)
SHOWN = 1_000


def waiting() -> list[tuple[str, int]]:
    """How many jobs of each name wait."""
    query = select(Job.name, func.count()).where(NOT_FAILED).group_by(Job.name).order_by(Job.name)
    return [(name, number) for name, number in db.session.execute(query)]


def failed() -> list[Job]:
    """The jobs that were given up, oldest first."""
    query = select(Job).where(Job.failed_at.is_not(None)).order_by(Job.id).limit(SHOWN)
    return list(db.session.scalars(query))


def oldest_due() -> datetime | None:
    """Since when the longest waiting job could have been done."""
    return db.session.scalar(select(func.min(Job.run_at)).where(NOT_FAILED, Job.run_at <= clock.now()))


def others_wait(*names: str) -> bool:
    """Whether slow work of another name than these is due: who waits for other machines should let mails pass."""
    others = [name for name, handler in HANDLERS.items() if handler.slow and name not in names]
    due = (NOT_FAILED, Job.run_at <= clock.now(), Job.leased_until.is_(None), Job.name.in_(others))
    return db.session.scalar(select(Job.id).where(*due).limit(1)) is not None


@transactional
def retry_failed() -> int:
    """Put back what was given up; the number of jobs."""
    fresh = {"failed_at": None, "attempts": 0, "run_at": clock.now(), "error": None}
    query = update(Job).where(Job.failed_at.is_not(None)).values(fresh).returning(Job.id)
    return len(db.session.scalars(query).all())

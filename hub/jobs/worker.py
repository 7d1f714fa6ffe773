"""The worker: takes due jobs, does them, and tries again later what failed.

A job is claimed (leased) in one transaction, done, and deleted in another. Whoever is killed in between
perhaps did it, so it is done again: handlers are idempotent. What a killed worker held is given back when a
worker of its name starts, or when the lease ends.
"""

import logging
import os
import threading
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Select, delete, or_, select

from hub import clock
from hub.db import db, transaction
from hub.jobs.models import Job
from hub.jobs.queue import HANDLERS, Payload

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 30
"""With the pauses of `backoff`, a job is given up after about a day."""
POLL_SECONDS = 0.15
SLOW_POLL_SECONDS = 1.0


class Claimed(NamedTuple):
    """A job that this worker holds."""

    id: int
    name: str
    payload: Payload


def backoff(attempts: int) -> timedelta:
    """The pause before the next attempt: 3, 9, 27 … seconds, at most an hour."""
    return timedelta(seconds=min(3 ** min(attempts, 8), 3600))


class Worker:
    """Does the jobs of one application. `name` must be its own among workers that run at the same time."""

    def __init__(self, app: Flask, name: str) -> None:
        self.app, self.name = app, name

    def run_forever(self, stop: threading.Event, *, parent: int | None = None) -> None:
        """Work until `stop` is set, or until the parent process is gone; the job in hand is finished."""

        def over() -> bool:
            return stop.is_set() or (parent is not None and os.getppid() != parent)

        while not over() and self._patiently(stop, self.release) is None:
            pass
        slow = threading.Thread(target=self._work, args=(stop, over, True), name="slow work")
        slow.start()
        self._work(stop, over, False)
        slow.join()

    def _work(self, stop: threading.Event, over: Callable[[], bool], slow: bool) -> None:
        while not over():
            if self._patiently(stop, lambda: self.run_once(slow=slow)) == 0:
                stop.wait(SLOW_POLL_SECONDS if slow else POLL_SECONDS)

    @staticmethod
    def _patiently(stop: threading.Event, deed: Callable[[], int]) -> int | None:
        """What the deed returns; None, after a pause, where it fails, as when the database is away for a while."""
        try:
            return deed()
        except Exception:
            log.exception("the worker met an error and goes on")
            stop.wait(1)
            return None

    def run_until_idle(self) -> int:
        """Do everything that is due; the number of jobs done."""
        total = 0
        while done := self.run_once():
            total += done
        return total

    def run_once(self, *, slow: bool | None = None) -> int:
        """Take a batch of due jobs of one name and do it (`slow` None: of any kind); how many there were."""
        with self.app.app_context():
            mine = {name: h for name, h in HANDLERS.items() if slow is None or h.slow == slow}
            jobs = self._claim([name for name, h in mine.items() if not h.patient])
            jobs = jobs or self._claim([name for name, h in mine.items() if h.patient])
            if jobs and not self._attempt(jobs) and len(jobs) > 1:
                for job in jobs:  # one bad job must not hold up its neighbours
                    self._attempt([job])
            return len(jobs)

    def release(self) -> int:
        """Give back what an earlier run of this worker held when it was killed; the number of jobs.

        It counts as an attempt: a job that kills its worker each time is given up in the end.
        """
        with self.app.app_context(), transaction():
            held = list(db.session.scalars(select(Job).where(Job.worker == self.name)))
            for job in held:
                _try_later(job, "The worker was killed while it did this.", pause=job.attempts > 1)
            return len(held)

    def _claim(self, names: list[str]) -> list[Claimed]:
        """Lease the oldest due jobs of one name; what failed before is tried without company."""
        while first := db.session.execute(_due(names, Job.id, Job.name, Job.attempts).limit(1)).first():
            alone = first.attempts > 0
            batch = 1 if alone else HANDLERS[first.name].batch
            with transaction():
                same = _due([first.name], Job).where(Job.id == first.id if alone else Job.attempts == 0)
                jobs = list(db.session.scalars(same.limit(batch).with_for_update(skip_locked=True)))
                for job in jobs:
                    job.leased_until, job.worker = clock.now() + LEASE, self.name
                claimed = [Claimed(job.id, job.name, job.payload) for job in jobs]
            if claimed:
                return claimed
        db.session.rollback()
        return []

    def _attempt(self, jobs: list[Claimed]) -> bool:
        try:
            HANDLERS[jobs[0].name].run([job.payload for job in jobs])
        except Exception as error:
            log.warning("job %s failed: %s", jobs[0].name, error)
            if len(jobs) == 1:
                _postpone(jobs[0].id, traceback.format_exc(limit=8))
            return False
        with transaction():
            db.session.execute(delete(Job).where(Job.id.in_([job.id for job in jobs])))
        return True


def _due(names: list[str], *columns: Any) -> Select[Any]:
    now = clock.now()
    return (
        select(*columns)
        .where(Job.failed_at.is_(None), Job.run_at <= now, Job.name.in_(names))
        .where(or_(Job.leased_until.is_(None), Job.leased_until < now))
        .order_by(Job.run_at, Job.id)
    )


def _postpone(job_id: int, error: str) -> None:
    with transaction():
        job = db.session.get(Job, job_id)
        if job is not None:
            _try_later(job, error)


def _try_later(job: Job, error: str, *, pause: bool = True) -> None:
    job.attempts += 1
    job.error, job.leased_until, job.worker = error[-4_000:], None, None
    if pause:
        job.run_at = clock.now() + backoff(job.attempts)
    if job.attempts >= MAX_ATTEMPTS:
        job.failed_at = clock.now()

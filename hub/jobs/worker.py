"""The worker: takes due jobs, does them, and tries again later what failed."""

import logging
import os
import threading
import traceback
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, or_, select, update

from hub import clock
from hub.db import db, transaction
from hub.jobs.models import Job
from hub.jobs.queue import HANDLERS

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
POLL_SECONDS = 0.15


def backoff(attempts: int) -> timedelta:
    """The pause before the next attempt: 2, 4, 8 … seconds, at most an hour."""
    return timedelta(seconds=min(2**attempts, 3600))


class Worker:
    """Does the jobs of one application. `name` must be its own among workers that run at the same time."""

    def __init__(self, app: Flask, name: str) -> None:
        self.app, self.name = app, name

    def release(self) -> None:
        """Give back what an earlier run of this worker held when it was killed."""
        with self.app.app_context(), transaction():
            db.session.execute(update(Job).where(Job.worker == self.name).values(leased_until=None, worker=None))

    def run_forever(self, stop: threading.Event, *, parent: int | None = None) -> None:
        """Work until `stop` is set, or until the parent process is gone."""
        self.release()
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            try:
                done = self.run_once()
            except Exception:
                log.exception("the worker met an error and goes on")
                done = 0
                stop.wait(1)
            if not done:
                stop.wait(POLL_SECONDS)

    def run_until_idle(self) -> int:
        """Do everything that is due; the number of jobs done."""
        total = 0
        while done := self.run_once():
            total += done
        return total

    def run_once(self) -> int:
        """Take one batch of due jobs of one name and do it; the number of jobs taken."""
        with self.app.app_context():
            jobs = self._claim()
            if not jobs:
                return 0
            if not self._attempt(jobs) and len(jobs) > 1:
                for job in jobs:  # one bad job must not hold up its neighbours
                    self._attempt([job])
            return len(jobs)

    def _claim(self) -> list[Job]:
        due = (
            select(Job)
            .where(Job.failed_at.is_(None), Job.run_at <= clock.now(), Job.name.in_(HANDLERS))
            .where(or_(Job.leased_until.is_(None), Job.leased_until < clock.now()))
            .order_by(Job.id)
        )
        first = db.session.scalar(due.limit(1))
        db.session.rollback()
        if first is None:
            return []
        with transaction():
            same = due.where(Job.name == first.name).limit(HANDLERS[first.name].batch)
            jobs = list(db.session.scalars(same.with_for_update(skip_locked=True)))
            for job in jobs:
                job.leased_until, job.worker = clock.now() + LEASE, self.name
        return jobs

    def _attempt(self, jobs: list[Job]) -> bool:
        ids = [job.id for job in jobs]
        try:
            HANDLERS[jobs[0].name].run([job.payload for job in jobs])
        except Exception as error:
            log.warning("job %s failed: %s", jobs[0].name, error)
            if len(ids) == 1:
                self._postpone(ids[0], traceback.format_exc(limit=8))
            return False
        with transaction():
            db.session.execute(delete(Job).where(Job.id.in_(ids)))
        return True

    @staticmethod
    def _postpone(job_id: int, error: str) -> None:
        with transaction():
            job = db.session.get(Job, job_id)
            if job is None:
                return
            job.attempts += 1
            job.error, job.leased_until, job.worker = error[-4_000:], None, None
            job.run_at = clock.now() + backoff(job.attempts)
            if job.attempts >= MAX_ATTEMPTS:
                job.failed_at = clock.now()

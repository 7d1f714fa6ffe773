"""The one committing place."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from hub import freshness
from hub.auth.models import User
from hub.db import db, transaction, transactional
from hub.jobs import enqueue
from hub.jobs.models import Job
from tests.factories import practice, user


def counter() -> int:
    with db.engine.connect() as connection:
        return freshness.current(connection)


def test_a_failing_operation_leaves_nothing_behind(app: Flask) -> None:
    person = user()

    @transactional
    def rename() -> None:
        person.name = "Changed"
        enqueue("mail.send")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rename()
    db.session.expire_all()
    assert person.name != "Changed"
    assert db.session.scalar(select(Job)) is None


def test_a_nested_operation_joins_the_outer_transaction(app: Flask) -> None:
    person = user()

    @transactional
    def inner() -> None:
        person.name = "Inner"

    with pytest.raises(RuntimeError), transaction():
        inner()
        raise RuntimeError
    db.session.expire_all()
    assert person.name != "Inner"


def test_an_operation_reads_what_others_have_committed_meanwhile(app: Flask) -> None:
    person = user()
    with db.engine.begin() as other:
        other.execute(User.__table__.update().values(name="From elsewhere"))
    with transaction():
        assert person.name == "From elsewhere"


def test_the_counter_grows_with_content_and_not_with_jobs(app: Flask) -> None:
    before = counter()
    with transaction():
        enqueue("mail.send")
    assert counter() == before
    practice("published")
    assert counter() > before


def test_a_moment_without_a_time_zone_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="time zone"):
        user(confirmed_at=datetime(2026, 1, 1))


def test_every_flush_of_content_leaves_a_job_for_the_index(app: Flask) -> None:
    with transaction():
        made = practice("draft")
        db.session.scalars(select(Job)).all()
    ids = [i for job in db.session.scalars(select(Job).where(Job.name == "search.index")) for i in job.payload["ids"]]
    assert made.id in ids

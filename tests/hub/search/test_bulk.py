"""What an import brings is indexed after all else, so that nothing else waits for it."""

from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select

from hub.db import db, transaction
from hub.jobs.models import Job
from hub.jobs.worker import Worker
from hub.search.capture import BULK, BULK_JOB, IDS_PER_JOB, INDEX_JOB, touch
from hub.search.indexing import differences, pending
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user


def bring(number: int) -> None:
    """So many published practices in one transaction, as an import brings them."""
    with transaction():
        rows = [
            {"slug": f"brought-{n}", "title": f"Brought {n}", "status": "published", "html": {}} for n in range(number)
        ]
        db.session.execute(insert(Practice), rows)
        touch("practice", db.session.scalars(select(Practice.id)))


def waiting(name: str) -> int:
    db.session.rollback()  # the worker has a session of its own
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.name == name)) or 0


def test_a_fresh_practice_is_found_before_what_an_import_brought(app: Flask, client: HubClient) -> None:
    worker = Worker(app, "test")
    bring(2 * IDS_PER_JOB + 1)
    assert (waiting(BULK_JOB), waiting(INDEX_JOB)) == (3, 0)
    assert worker.run_once() == 1
    fresh = practice(title="A fresh practice in the middle of it", submitter=user())
    while waiting(INDEX_JOB):
        assert worker.run_once()
    assert waiting(BULK_JOB) == 2
    page = client.get("/practices?q=fresh").text
    assert f'href="/practices/{fresh.slug}"' in page
    worker.run_until_idle()
    assert differences() == []


def test_what_waits_in_either_lane_is_known_to_wait(app: Flask) -> None:
    bring(BULK + 1)
    single = practice()
    ids = set(db.session.scalars(select(Practice.id)))
    assert pending() == {("practice", i) for i in ids}
    assert single.id in ids and waiting(INDEX_JOB) == 1


def test_a_few_changes_at_once_do_not_give_way(app: Flask, work: Any) -> None:
    bring(BULK)
    assert (waiting(BULK_JOB), waiting(INDEX_JOB)) == (0, 1)

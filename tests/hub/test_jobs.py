"""The outbox and its worker: whatever must happen happens, once or again, and nothing holds up the rest."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from hub import clock
from hub.db import db, transaction
from hub.jobs import enqueue, enqueue_at, handler, queries
from hub.jobs.models import Job
from hub.jobs.queue import HANDLERS, Payload
from hub.jobs.worker import LEASE, MAX_ATTEMPTS, Worker, backoff

Log = list[list[Any]]


class Boom(Exception):
    """What a handler fails with."""


@pytest.fixture
def done() -> Iterator[Log]:
    """The batches of `n` that the jobs named `count` came in; a payload with `bad` fails."""
    log: Log = []

    def count(payloads: list[Payload]) -> None:
        log.append([payload["n"] for payload in payloads])
        if any(payload.get("bad") for payload in payloads):
            raise Boom("it is bad")

    handler("count", batch=10)(count)
    yield log
    del HANDLERS["count"]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Call it to let time pass."""
    passed = [timedelta()]
    really = clock.now
    monkeypatch.setattr(clock, "now", lambda: really() + passed[0])

    def later(by: timedelta) -> None:
        passed[0] += by

    return later


def put(*numbers: int, **more: Any) -> None:
    with transaction():
        for n in numbers:
            enqueue("count", n=n, **more)


def left() -> list[Job]:
    db.session.rollback()
    return list(db.session.scalars(select(Job).order_by(Job.id)))


def test_work_is_done_in_order_and_in_batches_and_then_forgotten(app: Flask, work: Any, done: Log) -> None:
    put(*range(25))
    assert work() == 25
    assert [n for batch in done for n in batch] == list(range(25))
    assert [len(batch) for batch in done] == [10, 10, 5]
    assert left() == []


def test_work_of_a_transaction_that_fails_never_happens(app: Flask, work: Any, done: Log) -> None:
    with pytest.raises(Boom), transaction():
        enqueue("count", n=1)
        db.session.flush()
        raise Boom
    assert work() == 0
    assert done == []


def test_one_bad_job_does_not_hold_up_its_neighbours(app: Flask, work: Any, done: Log) -> None:
    put(1)
    put(2, bad=True)
    put(3)
    work()
    assert done == [[1, 2, 3], [1], [2], [3]]
    (bad,) = left()
    assert bad.payload["n"] == 2
    assert bad.attempts == 1
    assert "it is bad" in (bad.error or "")
    assert bad.leased_until is None


def test_what_failed_is_tried_again_later_alone_and_after_many_times_given_up(
    app: Flask, work: Any, done: Log, now: Callable[[timedelta], None]
) -> None:
    put(1, bad=True)
    work()
    for _attempt in range(2, MAX_ATTEMPTS + 1):
        assert work() == 0, "it waits"
        now(timedelta(hours=1, seconds=1))
        put(7)
        work()
        assert [1] in done[-2:]
        assert [7] in done[-2:]
    (job,) = left()
    assert job.attempts == MAX_ATTEMPTS
    assert job.failed_at is not None
    now(timedelta(days=1))
    assert work() == 0
    assert queries.failed() == [job]


def test_pauses_grow_to_an_hour_and_cover_a_day_without_mail_server() -> None:
    pauses = [backoff(attempt) for attempt in range(1, MAX_ATTEMPTS)]
    assert pauses[0] < timedelta(seconds=5)
    assert pauses == sorted(pauses)
    assert max(pauses) == timedelta(hours=1)
    assert timedelta(hours=20) < sum(pauses, timedelta()) < timedelta(hours=30)


def test_what_was_given_up_can_be_put_back(app: Flask, work: Any, done: Log) -> None:
    put(1)
    with transaction():
        db.session.execute(text("UPDATE job SET failed_at = run_at, attempts = 30"))
    assert work() == 0
    assert queries.retry_failed() == 1
    assert work() == 1
    assert queries.retry_failed() == 0


def test_a_handler_that_leaves_the_session_broken_harms_nobody(app: Flask, work: Any, done: Log) -> None:
    def careless(payloads: list[Payload]) -> None:
        db.session.execute(text("SELECT nothing FROM nowhere"))

    handler("careless")(careless)
    try:
        with transaction():
            enqueue("careless")
        put(1)
        work()
    finally:
        del HANDLERS["careless"]
    assert done == [[1]]
    assert [job.name for job in left()] == ["careless"]


def test_work_for_later_waits_until_then(app: Flask, work: Any, done: Log, now: Callable[[timedelta], None]) -> None:
    with transaction():
        enqueue_at(clock.now() + timedelta(minutes=5), "count", n=1)
    assert work() == 0
    assert queries.oldest_due() is None
    now(timedelta(minutes=6))
    assert queries.oldest_due() is not None
    assert work() == 1


def test_work_that_this_version_does_not_know_is_kept(app: Flask, work: Any) -> None:
    with transaction():
        enqueue("from the future", n=1)
    assert work() == 0
    assert len(left()) == 1


def test_what_one_worker_holds_no_other_takes_until_the_lease_ends(
    app: Flask, done: Log, now: Callable[[timedelta], None]
) -> None:
    put(1)
    killed, other = Worker(app, "killed"), Worker(app, "other")
    assert len(killed._claim(["count"])) == 1
    assert other.run_until_idle() == 0
    now(LEASE + timedelta(seconds=1))
    assert other.run_until_idle() == 1


def test_a_worker_that_starts_again_does_at_once_what_it_held_when_it_was_killed(app: Flask, done: Log) -> None:
    put(1, 2)
    Worker(app, "one")._claim(["count"])
    again = Worker(app, "one")
    again.release()
    assert again.run_until_idle() == 2
    assert sorted(done) == [[1], [2]], "each alone, since one of them may be what kills"


def test_a_job_that_kills_its_worker_each_time_is_given_up(app: Flask, done: Log, now: Callable[..., None]) -> None:
    put(1)
    for _kill in range(MAX_ATTEMPTS):
        worker = Worker(app, "one")
        worker.release()
        now(timedelta(hours=1, seconds=1))
        assert len(worker._claim(["count"])) == 1
    Worker(app, "one").release()
    assert [bool(job.failed_at) for job in left()] == [True]


def test_workers_at_the_same_time_share_the_work_and_never_take_the_same(app: Flask, done: Log) -> None:
    put(*range(200))
    workers = [Worker(app, f"worker {n}") for n in range(4)]
    threads = [threading.Thread(target=worker.run_until_idle) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(n for batch in done for n in batch) == list(range(200))
    assert left() == []


def test_slow_work_holds_up_nothing_and_the_job_in_hand_is_finished(app: Flask, done: Log) -> None:
    begun, go_on, stop = threading.Event(), threading.Event(), threading.Event()

    def slow(payloads: list[Payload]) -> None:
        begun.set()
        go_on.wait(20)

    handler("slow", slow=True)(slow)
    worker = threading.Thread(target=Worker(app, "one").run_forever, args=(stop,))
    try:
        with transaction():
            enqueue("slow")
        worker.start()
        assert begun.wait(10)
        put(1)
        wait_for(lambda: done == [[1]])
        stop.set()
        time.sleep(0.1)
        assert worker.is_alive()
        go_on.set()
        worker.join(10)
        assert not worker.is_alive()
        assert left() == []
    finally:
        go_on.set()
        stop.set()
        worker.join()
        del HANDLERS["slow"]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def test_patient_work_gives_way_and_is_done_one_batch_at_a_time(app: Flask, done: Log) -> None:
    handler("patient", batch=2, patient=True)(lambda payloads: done.append([f"patient {p['n']}" for p in payloads]))
    worker = Worker(app, "test")
    try:
        with transaction():
            for n in range(3):
                enqueue("patient", n=n)
        put(1)
        assert worker.run_once() == 1
        assert worker.run_once() == 2
        put(2)
        assert worker.run_until_idle() == 2
    finally:
        del HANDLERS["patient"]
    assert done == [[1], ["patient 0", "patient 1"], [2], ["patient 2"]]


def test_a_worker_waits_for_a_database_that_is_away(app: Flask, done: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, failures = threading.Event(), ["at the start", "at work"]
    release, claim = Worker.release, Worker._claim

    def away(deed: Any, *words: Any) -> Any:
        if failures:
            raise OperationalError(failures.pop(), None, Exception())
        return deed(*words)

    monkeypatch.setattr(Worker, "release", lambda self: away(release, self))
    monkeypatch.setattr(Worker, "_claim", lambda self, names: away(claim, self, names))
    put(1)
    worker = threading.Thread(target=Worker(app, "one").run_forever, args=(stop,))
    worker.start()
    wait_for(lambda: done == [[1]])
    stop.set()
    worker.join()
    assert failures == []


def test_a_worker_ends_when_its_parent_is_gone(app: Flask) -> None:
    nobody = 1 << 22
    worker = threading.Thread(
        target=Worker(app, "one").run_forever, args=(threading.Event(),), kwargs={"parent": nobody}
    )
    worker.start()
    worker.join(10)
    assert not worker.is_alive()

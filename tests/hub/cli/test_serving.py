"""`hub serve` and `hub worker` as processes: they start, share the work, survive and end as they should."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPResponse
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest
from flask import Flask

from hub import serving, upgrading
from hub.db import db, transaction
from hub.jobs import enqueue
from hub.jobs.models import Job
from hub.locks import FileLock
from tests.hub.cli.command import hub, start

Started = Callable[..., "Popen[str]"]


def wait_for(condition: Callable[[], Any], seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


@pytest.fixture
def ready(make_hub: Callable[..., Flask]) -> Iterator[Flask]:
    """A hub that is upgraded, for processes to work on."""
    app = make_hub("sqlite")
    with app.app_context():
        upgrading.upgrade()
        yield app


@pytest.fixture
def started(ready: Flask) -> Iterator[Started]:
    """Start a command on that hub; what still runs at the end of the test is killed."""
    processes: list[Popen[str]] = []

    def begin(*words: str) -> "Popen[str]":
        processes.append(start(ready.config["HUB_DATA_DIR"], *words))
        return processes[-1]

    yield begin
    for process in processes:
        for one in family(process):
            one.kill()
        process.kill()
        process.communicate()


def family(process: "Popen[str]") -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def worker_of(app: Flask) -> int:
    """The process that holds the lock of the worker, 0 where there is none."""
    path: Path = app.config["HUB_DATA_DIR"] / "worker.lock"
    if not path.exists() or not FileLock(path).is_held():
        return 0
    return int(path.read_text() or 0)


def waiting() -> int:
    db.session.rollback()
    return db.session.query(Job).count()


def test_the_server_answers_works_and_replaces_a_worker_that_was_killed(ready: Flask, started: Started) -> None:
    port = free_port()
    server = started("serve", "--port", str(port), "--workers", "1")
    wait_for(lambda: answers(port))
    first = wait_for(lambda: worker_of(ready))
    with transaction():
        enqueue("search.index", kind="practice", ids=[1])
    wait_for(lambda: waiting() == 0)
    os.kill(first, signal.SIGKILL)
    killed = time.monotonic()
    second = wait_for(lambda: worker_of(ready) not in (0, first) and worker_of(ready))
    assert time.monotonic() - killed < 3
    with transaction():
        enqueue("search.index", kind="practice", ids=[1])
    wait_for(lambda: waiting() == 0)
    server.terminate()
    assert server.wait(20) == 0
    assert not psutil.pid_exists(second)
    assert server.stderr is not None
    assert server.stderr.read().splitlines() == [f"Serving http://127.0.0.1:{port}"]


def test_nothing_outlives_a_server_that_was_killed(ready: Flask, started: Started) -> None:
    port = free_port()
    server = started("serve", "--port", str(port))
    wait_for(lambda: answers(port) and worker_of(ready))
    children = family(server)
    assert len(children) == 3, "two that answer, and the worker"
    os.kill(server.pid, signal.SIGKILL)
    wait_for(lambda: not any(child.is_running() for child in children), 10)
    assert worker_of(ready) == 0
    again = started("serve", "--port", str(port))
    wait_for(lambda: answers(port))
    again.send_signal(signal.SIGINT)
    assert again.wait(20) == 0


def test_a_second_worker_waits_until_the_first_ends_and_both_end_cleanly(ready: Flask, started: Started) -> None:
    first = started("worker")
    wait_for(lambda: worker_of(ready) == first.pid)
    second = started("worker")
    assert second.stderr is not None
    assert second.stderr.readline() == "Another worker works on this data folder; waiting until it ends.\n"
    first.terminate()
    assert first.wait(10) == 0
    wait_for(lambda: worker_of(ready) == second.pid)
    second.terminate()
    assert second.wait(10) == 0
    assert worker_of(ready) == 0


def test_the_embedded_database_cannot_do_without_its_worker(ready: Flask) -> None:
    refused = hub("serve", "--no-worker")
    assert refused.exit_code == 2
    assert "--no-worker needs HUB_DATABASE_URL" in refused.stderr


def test_an_address_that_is_taken_is_said(ready: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = hub("serve", "--port", str(port))
    assert refused.stderr == f"Error: 127.0.0.1:{port} is in use. Choose another with --port or HUB_PORT.\n"
    assert hub("serve", "--host", "192.0.2.1").stderr.startswith("Error: 192.0.2.1:8000: Cannot assign requested")


BEGIN = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF-1.7"
)


def answer_to(port: int, path: str, headers: str, body: Iterator[bytes]) -> str:
    """What the server answers to a request, sent until it answers or cuts the line."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            f"{headers}\r\n\r\n".encode()
        )
        with suppress(ConnectionError):
            for part in body:
                line.sendall(part)
        response = HTTPResponse(line)
        response.begin()
        return f"{response.status} {response.read().decode()}"


def _in_chunks(megabytes: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for part in (BEGIN, *[bytes(2**20)] * megabytes):
        yield f"{len(part):x}\r\n".encode() + part + b"\r\n"
    yield b"0\r\n\r\n"


def test_a_body_of_two_gigabytes_is_refused_without_being_read(ready: Flask, started: Started) -> None:
    port = free_port()
    server = started("serve", "--port", str(port), "--workers", "1")
    wait_for(lambda: answers(port))
    wait_for(lambda: worker_of(ready))
    assert answer_to(port, "/login", "Content-Length: 0", iter(())).startswith("400")  # what is loaded once is loaded
    memory = sum(process.memory_info().rss for process in family(server))
    for path, how, body, status in (
        ("/login", f"Content-Length: {2 * 1024**3}", iter([BEGIN]), 413),
        ("/login", "Transfer-Encoding: chunked", _in_chunks(60), 413),
        ("/api/v1/practices", f"Content-Length: {2 * 1024**3}", iter([BEGIN]), 401),
        ("/api/v1/practices", "Transfer-Encoding: chunked", _in_chunks(60), 401),
    ):
        told = answer_to(port, path, how, body)
        assert told.startswith(str(status)), (path, how)
        assert ("A file may have up to 25 MB" in told) == (status == 413)
    assert answers(port)
    assert sum(process.memory_info().rss for process in family(server)) < memory + 50 * 2**20

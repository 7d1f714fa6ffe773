"""A worker as a process: which one it is, when it may begin and when it ends.

One works on a data folder at a time, because the index in it has one writer and because a worker gives back
what the one before it held. A second one waits for the lock, ready to take over.
"""

import hashlib
import os
import signal
import socket
import threading
from pathlib import Path

from flask import Flask

from hub.jobs.worker import Worker
from hub.locks import FileLock

WAIT_SECONDS = 0.2


def lock_of(app: Flask) -> FileLock:
    """The lock that the worker of this data folder holds as long as it lives."""
    return FileLock(Path(app.config["HUB_DATA_DIR"]) / "worker.lock")


def name_of(app: Flask) -> str:
    """The same name at each start, so that a new worker knows what a killed one held."""
    folder = hashlib.sha256(str(app.config["HUB_DATA_DIR"]).encode()).hexdigest()[:12]
    return f"{socket.gethostname()[:60]}:{folder}"


def work(app: Flask, *, parent: int | None = None) -> None:
    """Be the worker of the data folder until SIGTERM or SIGINT, or until the parent process is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lock = lock_of(app)
    while not lock.take():
        if stop.wait(WAIT_SECONDS) or (parent is not None and os.getppid() != parent):
            return
    try:
        Worker(app, name_of(app)).run_forever(stop, parent=parent)
    finally:
        lock.give_back()

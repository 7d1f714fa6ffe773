"""Putting work into the outbox, and the functions that do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.db import db
from hub.jobs.models import Job

Payload = dict[str, Any]
Run = Callable[[list[Payload]], None]


@dataclass(frozen=True)
class Handler:
    """What does a kind of work: `run` gets up to `batch` payloads at once, and may get one twice.

    `slow` work waits for other machines; a thread of its own does it, so that it holds up nothing else. `patient`
    work is done, a batch at a time, when nothing else is due.
    """

    run: Run
    batch: int
    slow: bool
    patient: bool


HANDLERS: dict[str, Handler] = {}


def handler(name: str, *, batch: int = 1, slow: bool = False, patient: bool = False) -> Callable[[Run], Run]:
    """Name the function that does the jobs of this name. It must be idempotent."""

    def register(run: Run) -> Run:
        if name in HANDLERS:
            raise ValueError(f"two functions want to do the jobs named {name}")
        HANDLERS[name] = Handler(run, batch, slow, patient)
        return run

    return register


def enqueue(name: str, **payload: Any) -> None:
    """Add work to the running transaction: it happens if and only if that commits."""
    db.session.add(Job(name=name, payload=payload))


def enqueue_at(moment: datetime, name: str, **payload: Any) -> None:
    """Add work that is due at a moment, within a second of it while a worker runs."""
    db.session.add(Job(name=name, payload=payload, run_at=moment))

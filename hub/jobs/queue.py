"""Putting work into the outbox, and the functions that do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hub.db import db
from hub.jobs.models import Job

Payload = dict[str, Any]


@dataclass(frozen=True)
class Handler:
    """What does a kind of work: `run` gets up to `batch` payloads at once, and may get one twice."""

    run: Callable[[list[Payload]], None]
    batch: int


HANDLERS: dict[str, Handler] = {}


def handler(name: str, *, batch: int = 1) -> Callable[[Callable[[list[Payload]], None]], Callable[[list[Payload]], None]]:
    """Name the function that does the jobs of this name. It must be idempotent."""

    def register(run: Callable[[list[Payload]], None]) -> Callable[[list[Payload]], None]:
        HANDLERS[name] = Handler(run, batch)
        return run

    return register


def enqueue(name: str, **payload: Any) -> None:
    """Add work to the running transaction: it happens if and only if that commits."""
    db.session.add(Job(name=name, payload=payload))

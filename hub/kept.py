"""Things made once and shown again, in one process, as long as nothing that the hub shows has changed.

Each is kept with the value of the freshness counter that was read *before* it was made, so that a change which
commits meanwhile makes it stale. As times on pages are relative, nothing is kept for more than a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Flask

MAX_SECONDS = 60
MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A value, with its size in bytes, the counter that it was made at, and until when it holds."""

    value: Any
    size: int
    counter: int
    until: float


class Shelf:
    """What one process keeps, the least recently used leaving first."""

    def __init__(self) -> None:
        self.things: OrderedDict[Hashable, Kept] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, key: Hashable, counter: int) -> Any | None:
        """What was put here while the counter had this value, or None."""
        with self.lock:
            kept = self.things.get(key)
            if kept is None or kept.counter != counter or kept.until < time.monotonic():
                return None
            self.things.move_to_end(key)
            return kept.value

    def put(self, key: Hashable, value: Any, counter: int, size: int = 100) -> None:
        """Keep a value of about this many bytes."""
        with self.lock:
            self._take_out(key)
            self.things[key] = Kept(value, size, counter, time.monotonic() + MAX_SECONDS)
            self.size += size
            while self.size > MAX_BYTES:
                self._take_out(next(iter(self.things)))

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.things.clear()
            self.size = 0

    def _take_out(self, key: Hashable) -> None:
        if old := self.things.pop(key, None):
            self.size -= old.size


def shelf(app: Flask) -> Shelf:
    """The shelf of an application."""
    found: Shelf = app.extensions["hub_shelf"]
    return found


def init_app(app: Flask) -> None:
    app.extensions["hub_shelf"] = Shelf()

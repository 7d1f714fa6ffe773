"""Progress of long work, on standard error."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

SECONDS = 2.0


def shown(what: str) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Wrap something iterable so that, every other second, a line says how many have gone by."""

    def count(items: Iterable[T]) -> Iterator[T]:
        number, said = 0, time.monotonic()
        for number, item in enumerate(items, 1):
            yield item
            if time.monotonic() - said >= SECONDS:
                print(f"{number:,} {what} …", file=sys.stderr, flush=True)
                said = time.monotonic()

    return count


def say(line: str) -> None:
    """One line about where the work is."""
    print(line, file=sys.stderr, flush=True)

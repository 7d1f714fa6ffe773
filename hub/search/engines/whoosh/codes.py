"""A value of every document as a small number: what makes masks and counts quick."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from operator import itemgetter
from typing import Any

Pick = Callable[[Sequence[int]], Sequence[int]]
"""Takes the entries of some documents out of a sequence with one for each."""


def picker(numbers: Collection[int]) -> Pick:
    """The documents to count; to be made once for all facets."""
    if len(numbers) < 2:
        return lambda entries: [entries[number] for number in numbers]
    getter: Any = itemgetter(*numbers)
    return getter


class Codes:
    """For each document a tuple of values, kept as a number into the table of different tuples."""

    def __init__(self) -> None:
        self.values: list[tuple[str, ...]] = []
        self._numbers: array[int] = array("I")
        self._known: dict[tuple[str, ...], int] = {}
        self._narrow = b""

    def add(self, number: int, value: tuple[str, ...]) -> None:
        """`number` is the document's; documents left out in between have no value."""
        self.pad(number)
        self._numbers.append(self._code(value))

    def pad(self, size: int) -> None:
        """Give no value to the documents up to `size`."""
        if missing := size - len(self._numbers):
            self._numbers.extend([self._code(())] * missing)

    def mask(self, accepts: Callable[[tuple[str, ...]], bool]) -> bytes:
        """A byte for each document: 1 where `accepts` its value."""
        table = bytes(accepts(value) for value in self.values)
        if len(table) <= 256:
            return self._bytes().translate(table.ljust(256, b"\0"))
        return bytes(map(table.__getitem__, self._numbers))

    def count(self, pick: Pick) -> Counter[str]:
        """How many of the picked documents have each value."""
        counts: Counter[str] = Counter()
        for code, count in self._tally(pick):
            for value in self.values[code]:
                counts[value] += count
        return counts

    def _tally(self, pick: Pick) -> Collection[tuple[int, int]]:
        if len(self.values) > 256:
            return Counter(pick(self._numbers)).items()
        picked = bytes(pick(self._bytes()))
        return [(code, count) for code in range(len(self.values)) if (count := picked.count(code))]

    def _code(self, value: tuple[str, ...]) -> int:
        code = self._known.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return code

    def _bytes(self) -> bytes:
        """The numbers, a byte each; only where there are at most 256 different values."""
        if len(self._narrow) != len(self._numbers):
            self._narrow = bytes(iter(self._numbers))
        return self._narrow

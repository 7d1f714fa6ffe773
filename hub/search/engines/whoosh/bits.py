"""Sets of documents as whole numbers, a bit for each: joined, cut and counted without a loop in Python.

The first document is the highest bit, so that the binary digits of a set read in the order of documents.
"""

from collections.abc import Iterable, Sequence
from itertools import compress

_DIGITS = b"0" + b"1" * 255
_FLAGS = bytes(byte & 1 for byte in range(256))


def of_flags(flags: bytes | bytearray) -> int:
    """The documents whose byte is not zero."""
    return int(flags.translate(_DIGITS), 2) if flags else 0


def of_numbers(numbers: Iterable[int], size: int) -> int:
    flags = bytearray(size)
    for number in numbers:
        flags[number] = 1
    return of_flags(flags)


def to_flags(bits: int, size: int) -> bytes:
    """A byte for each of `size` documents: 1 where it is in the set."""
    return f"{bits:0{size}b}".encode().translate(_FLAGS) if size else b""


def to_numbers(bits: int, size: int) -> list[int]:
    """The documents of the set, ascending."""
    return list(compress(range(size), to_flags(bits, size))) if bits else []


def at_least(count: int, sets: Sequence[int]) -> int:
    """The documents that are in so many of the sets."""
    reached = [0] * count
    for bits in sets:
        for level in range(count - 1, 0, -1):
            reached[level] |= reached[level - 1] & bits
        reached[0] |= bits
    return reached[-1]


class Values:
    """Which documents have a value: of a facet, or as a token of their audience.

    A value that few documents have is kept as their numbers: thousands of such values are no burden.
    """

    FEW = 8

    def __init__(self) -> None:
        self._many: dict[str, int] = {}
        self._few: dict[str, list[int]] = {}

    def add(self, number: int, values: Iterable[str]) -> None:
        """Before `seal` only; documents in ascending order."""
        for value in values:
            self._few.setdefault(value, []).append(number)

    def seal(self, size: int) -> None:
        self._size = size
        for value in [value for value, numbers in self._few.items() if len(numbers) > self.FEW]:
            self._many[value] = of_numbers(self._few.pop(value), size)

    def having(self, values: Iterable[str]) -> int:
        """The documents that have any of the values."""
        bits = 0
        for value in values:
            bits |= self._many.get(value, 0)
            for number in self._few.get(value, ()):
                bits |= 1 << (self._size - 1 - number)
        return bits

    def having_folded(self, values: Iterable[str]) -> int:
        """The same for values given in lower case."""
        wanted = frozenset(values)
        return self.having(value for value in (*self._many, *self._few) if value.casefold() in wanted)

    def counts(self, bits: int) -> dict[str, int]:
        """How many documents of a set have each value, without those that none has."""
        flags = to_flags(bits, self._size) if self._few else b""
        counts = {value: (bits & having).bit_count() for value, having in self._many.items()}
        counts |= {value: sum(map(flags.__getitem__, numbers)) for value, numbers in self._few.items()}
        return {value: count for value, count in counts.items() if count}

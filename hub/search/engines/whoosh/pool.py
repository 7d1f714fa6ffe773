"""The documents of a term, and the place where they are gathered while a segment is written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, count, repeat
from struct import Struct

_HEAD = Struct("<II")  # number of documents, number of places
MOST_PLACES = 255
"""Places of one word in one document that a phrase can see."""


class Postings:
    """The documents of a term, ascending: number, weight (1 to 255) and, for words, the places in the text.

    `counts[i]` places of document `ids[i]` follow one another in `places`.
    """

    __slots__ = ("counts", "ids", "places", "weights")

    def __init__(self, ids: array[int], weights: bytes, counts: bytes, places: array[int]):
        self.ids = ids
        self.weights = weights
        self.counts = counts
        self.places = places

    def __len__(self) -> int:
        return len(self.ids)

    def renumbered(self, numbers: Mapping[int, int]) -> Postings:
        """Only the documents that `numbers` knows, under their new numbers, which must ascend too."""
        kept = [index for index, number in enumerate(self.ids) if number in numbers]
        if len(kept) == len(self.ids):
            return Postings(self._under(numbers, self.ids), self.weights, self.counts, self.places)
        ends = [0, *accumulate(self.counts)]
        places = array("H")
        if self.counts:
            for index in kept:
                places.extend(self.places[ends[index] : ends[index + 1]])
        weights = bytes(self.weights[index] for index in kept)
        counts = bytes(self.counts[index] for index in kept) if self.counts else b""
        return Postings(self._under(numbers, (self.ids[index] for index in kept)), weights, counts, places)

    @staticmethod
    def _under(numbers: Mapping[int, int], ids: Iterable[int]) -> array[int]:
        return array("I", map(numbers.__getitem__, ids))

    def to_bytes(self) -> bytes:
        head = _HEAD.pack(len(self.ids), len(self.places))
        return b"".join((head, self.ids.tobytes(), self.places.tobytes(), self.weights, self.counts))

    @classmethod
    def from_bytes(cls, data: bytes) -> Postings:
        size, placed = _HEAD.unpack_from(data)
        ids, places = array("I"), array("H")
        end = _HEAD.size + size * ids.itemsize
        ids.frombytes(data[_HEAD.size : end])
        start, end = end, end + placed * places.itemsize
        places.frombytes(data[start:end])
        return cls(ids, data[end : end + size], data[end + size :], places)


class Pool:
    """Postings of the segment being written, in memory, in the order of documents.

    Takes the place of Whoosh's sorting pool, which keeps a tuple for each posting. Here they are columns:
    twelve bytes a posting, filled without a loop in Python, and gathered by term at the end.
    """

    def __init__(self) -> None:
        self._count = count()
        self._known: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(self._count.__next__))
        self._terms, self._numbers, self._places = array("I"), array("I"), array("H")
        self._weights, self._counts = bytearray(), bytearray()

    def add(
        self,
        field: str,
        number: int,
        terms: Collection[str],
        weights: Iterable[int],
        places: Collection[Sequence[int]] = (),
    ) -> None:
        """Different terms of one document, each with a weight and, in a field with places, its places."""
        self._terms.extend(map(self._known[field].__getitem__, terms))
        self._numbers.extend(repeat(number, len(terms)))
        self._weights.extend(weights)
        before = len(self._counts)
        self._counts.extend(map(len, places))
        self._places.extend(chain.from_iterable(places))
        self._counts.extend(bytes(len(terms) - len(self._counts) + before))

    def add_term(self, field: str, term: str, postings: Postings) -> None:
        """Documents of another segment that have a term, under their numbers in this one."""
        self._terms.extend(repeat(self._known[field][term], len(postings)))
        self._numbers.extend(postings.ids)
        self._weights.extend(postings.weights)
        self._counts.extend(postings.counts or bytes(len(postings)))
        self._places.extend(postings.places)

    def iter_postings(self) -> Iterator[tuple[str, bytes, Postings]]:
        """Everything by field, term (in the order of their bytes) and document."""
        rows = [array("I") for _ in range(next(self._count))]
        for row, number in enumerate(self._terms):
            rows[number].append(row)
        ends = array("I", accumulate(self._counts, initial=0))
        for field in sorted(self._known):
            terms = sorted(self._known[field].items())
            whole = self._of_rows(array("I", chain.from_iterable(rows[number] for _, number in terms)), ends)
            start = placed = 0
            for term, number in terms:
                end = start + len(rows[number])
                counts = whole.counts[start:end]
                until = placed + sum(counts)
                ids, places = whole.ids[start:end], whole.places[placed:until]
                yield field, term.encode(), Postings(ids, whole.weights[start:end], counts, places)
                start, placed = end, until

    def _of_rows(self, rows: array[int], ends: array[int]) -> Postings:
        """The columns of these rows, in their order; without places, without counts."""
        ids = array("I", map(self._numbers.__getitem__, rows))
        weights = bytes(map(self._weights.__getitem__, rows))
        counts = bytes(map(self._counts.__getitem__, rows))
        if not any(counts):
            return Postings(ids, weights, b"", array("H"))
        spans = map(slice, map(ends.__getitem__, rows), map(ends[1:].__getitem__, rows))
        places = array("H", chain.from_iterable(map(self._places.__getitem__, spans)))
        return Postings(ids, weights, counts, places)

    def cleanup(self) -> None:
        """Called by Whoosh when all is written."""
        self.__init__()  # type: ignore[misc]

"""How terms lie on disk: Whoosh's files, with the documents of a term as flat arrays.

Whoosh's own blocks are decoded posting by posting, which takes a second for a frequent word. Facet counts
need every matching document, so skipping blocks cannot help; arrays are read with one copy each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermsReader

_WHERE = Struct("<QII")  # offset and length in the postings file, number of documents
_HEAD = Struct("<II")  # number of documents, number of places
_FIELD = Struct("!H")
MOST_PLACES = 255
"""Places of one word in one document that a phrase can see."""


class Postings:
    """The documents of a term, ascending: number, weight (1 to 255) and, for words, the places in the text.

    `counts[i]` places of document `ids[i]` follow one another in `places`.
    """

    __slots__ = ("counts", "ids", "places", "weights")

    def __init__(self, ids: array[int], weights: bytes | bytearray, counts: bytes | bytearray, places: array[int]):
        self.ids = ids
        self.weights = weights
        self.counts = counts
        self.places = places

    @classmethod
    def empty(cls) -> Postings:
        return cls(array("I"), bytearray(), bytearray(), array("H"))

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, number: int, weight: int, places: Sequence[int]) -> None:
        assert isinstance(self.weights, bytearray) and isinstance(self.counts, bytearray)
        self.ids.append(number)
        self.weights.append(weight)
        if places:
            self.counts.append(min(len(places), MOST_PLACES))
            self.places.extend(places[:MOST_PLACES])

    def renumbered(self, numbers: dict[int, int]) -> Iterator[tuple[int, int, Sequence[int]]]:
        """Each document that `numbers` knows, with its new number."""
        start = 0
        for index, number in enumerate(self.ids):
            end = start + (self.counts[index] if self.counts else 0)
            if number in numbers:
                yield numbers[number], self.weights[index], self.places[start:end]
            start = end

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
    """Postings of the segment being written, kept in memory; takes the place of Whoosh's sorting pool."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], Postings] = {}

    def add(self, item: tuple[str, bytes, int, int, Sequence[int]]) -> None:
        """`item`: field, term, document, weight, places. Documents must come in ascending order."""
        field, term, number, weight, places = item
        postings = self._terms.get((field, term))
        if postings is None:
            postings = self._terms[field, term] = Postings.empty()
        postings.add(number, weight, places)

    def iter_postings(self) -> Iterator[tuple[str, bytes, Postings]]:
        for field, term in sorted(self._terms):
            yield field, term, self._terms[field, term]

    def cleanup(self) -> None:
        self._terms.clear()


class _Writer(W3FieldWriter):
    def add_postings(self, schema: Any, lengths: None, items: Iterable[tuple[str, bytes, Postings]]) -> None:
        for field, term, postings in items:
            if field not in self._fieldmap:
                self.start_field(field, schema[field])
            data = postings.to_bytes()
            where = _WHERE.pack(self._postfile.tell(), len(data), len(postings))
            self._postfile.write(data)
            self._tindex.add(_FIELD.pack(self._fieldid) + term, where)


class Terms(W3TermsReader):
    """The terms of one segment. Safe to use from several threads, because it only reads a memory map."""

    def postings(self, field: str, term: bytes) -> Postings | None:
        try:
            offset, length, _ = _WHERE.unpack(self._tindex[self._keycoder(field, term)])
        except KeyError:
            return None
        return Postings.from_bytes(self._postfile.get(offset, length))

    def starting_with(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """Terms of a field in alphabetical order (of their bytes), with their numbers of documents."""
        key = self._keycoder(field, prefix)
        for found, where in self._tindex.items_from(key):
            if not found.startswith(key):
                return
            yield bytes(found[_FIELD.size :]), _WHERE.unpack(where)[2]

    def everything(self) -> Iterator[tuple[str, bytes, Postings]]:
        for key, where in self._tindex.items():
            field, term = self._keydecoder(key)
            offset, length, _ = _WHERE.unpack(where)
            yield field, term, Postings.from_bytes(self._postfile.get(offset, length))


class Codec(W3Codec):
    """Whoosh's format of a segment, but for the postings."""

    length_stats = False  # weights already hold the length of the document

    def field_writer(self, storage: Any, segment: Any) -> _Writer:
        return _Writer(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Terms:
        name = segment.make_filename(self.TERMS_EXT)
        posts = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), posts)


def index_of(ids: array[int], number: int) -> int:
    """Where `number` stands in the ascending `ids`, or -1."""
    index = bisect_left(ids, number)
    return index if index < len(ids) and ids[index] == number else -1

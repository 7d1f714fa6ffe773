"""One immutable part of the index in memory: who each document is, who may see it, what it counts for.

All is loaded once, when a segment is opened; what a word matches is kept as long as there is room.
Deletions belong to a commit, not to a segment: see `View`.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import compress
from json import loads
from threading import Lock
from typing import Any, NamedTuple

from whoosh.columns import VarBytesColumn

from hub.search.engines.base import Key
from hub.search.engines.whoosh.bits import Values, of_flags, of_numbers
from hub.search.engines.whoosh.codec import Files, Terms
from hub.search.engines.whoosh.fields import key_term
from hub.search.engines.whoosh.pool import Postings

ROOM = 48_000_000
"""Bytes for what words match, in all segments together."""
_OVERHEAD = 300
_FEW_KEYS = 50


class Weighted(NamedTuple):
    """What matches a word: the set of documents, and a weight for each document of the segment, 0 to 255."""

    bits: int
    weights: bytes

    @classmethod
    def of(cls, weights: bytearray) -> Weighted:
        return cls(of_flags(weights), bytes(weights))


class Cache:
    """Matches of all segments, the least recently used forgotten first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[Any, Weighted] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any, make: Callable[[], Weighted]) -> Weighted:
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._room -= _cost(made)
            while self._room < 0 and self._kept:
                self._room += _cost(self._kept.popitem(last=False)[1])
        return made


def _cost(weighted: Weighted) -> int:
    return len(weighted.weights) * 9 // 8 + _OVERHEAD


class Segment:
    """The documents of one commit or merge, numbered from 0."""

    def __init__(self, storage: Any, segment: Any, cache: Cache) -> None:
        files, codec = Files.of(storage, segment), segment.codec()
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.terms: Terms = codec.terms_reader(files, segment)
        self.cache = cache
        self.keys: list[Key] = []
        self.times: array[int] = array("q")
        self.audiences = Values()
        self.facets: dict[str, Values] = {}
        self._stored = codec.per_document_reader(files, segment)
        self._load()

    def _meta(self) -> Iterator[list[Any]]:
        for data in self._stored.column_reader("meta", VarBytesColumn()):
            yield loads(data)

    def _load(self) -> None:
        for number, (kind, id_, time, audience, facets, _) in enumerate(self._meta()):
            self.keys.append((kind, id_))
            self.times.append(time)
            self.audiences.add(number, audience)
            for name, values in facets.items():
                self.facets.setdefault(name, Values()).add(number, values)
        for values in (self.audiences, *self.facets.values()):
            values.seal(self.size)

    def fingerprints(self) -> Iterator[str]:
        """Of all documents by number, the deleted ones too."""
        return (meta[5] for meta in self._meta())

    @cached_property
    def newest_first(self) -> array[int]:
        """All documents, the deleted ones too."""
        return array("I", sorted(range(self.size), key=self.times.__getitem__, reverse=True))

    def text(self, number: int) -> tuple[str, str, str, str]:
        """Title, names, body and language of a document."""
        title, names, body, language = self._stored.stored_fields(number)["text"]
        return title, names, body, language

    def postings(self, field: str, term: str) -> Postings | None:
        return self.terms.postings(field, term)

    def numbers_of(self, keys: frozenset[Key]) -> Iterable[int]:
        """Documents with these keys; may be deleted ones."""
        if len(keys) > _FEW_KEYS:
            return compress(range(self.size), map(keys.__contains__, self.keys))
        found = (self.postings("key", key_term(key)) for key in keys)
        return (number for postings in found if postings for number in postings.ids)


class View:
    """A segment as one commit left it: without the documents deleted since it was written."""

    def __init__(self, segment: Segment, deleted: Iterable[int]) -> None:
        self.segment = segment
        live = bytearray(b"\1" * segment.size)
        for number in deleted:
            live[number] = 0
        self.flags = bytes(live)
        self.live = of_flags(live)
        self.count = sum(live)

    def visible(self, audience: frozenset[str], hidden: frozenset[Key]) -> int:
        """The documents that this reader may know of."""
        bits = self.segment.audiences.having(audience) & self.live
        if hidden:
            bits &= ~of_numbers(self.segment.numbers_of(hidden), self.segment.size)
        return bits

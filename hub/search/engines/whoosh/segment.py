"""One immutable part of the index in memory: who each document is, who may see it, what it counts for.

Arrays are loaded once when a segment is opened; postings are kept as they were merged for a query, as long
as there is room. Deletions belong to a commit, not to a segment: see `View`.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from json import loads
from threading import Lock
from typing import Any, NamedTuple

from whoosh.columns import VarBytesColumn

from hub.search.engines.base import Key
from hub.search.engines.whoosh.codec import Files, Terms
from hub.search.engines.whoosh.codes import Codes
from hub.search.engines.whoosh.fields import key_term
from hub.search.engines.whoosh.pool import Postings

ROOM = 4_000_000
"""Postings that all segments together may keep decoded; five bytes each."""


class Weighted(NamedTuple):
    """Documents that match something, ascending or not, each with a weight from 1 to 255."""

    ids: array[int]
    weights: bytes


class Cache:
    """Merged postings of all segments, the least recently used forgotten first."""

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
                self._room -= len(made.ids) + 50
            while self._room < 0 and self._kept:
                self._room += len(self._kept.popitem(last=False)[1].ids) + 50
        return made


class Segment:
    """The documents of one commit or merge, numbered from 0."""

    def __init__(self, storage: Any, segment: Any, cache: Cache) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        files = Files.of(storage, segment)
        codec = segment.codec()
        self.terms: Terms = codec.terms_reader(files, segment)
        self.stored = codec.per_document_reader(files, segment)
        self.cache = cache
        self.keys: list[Key] = []
        self.times: array[int] = array("q")
        self.audiences = Codes()
        self.facets: dict[str, Codes] = {}
        self._load()

    def _meta(self) -> Iterator[list[Any]]:
        for data in self.stored.column_reader("meta", VarBytesColumn()):
            yield loads(data)

    def _load(self) -> None:
        for number, (kind, id_, time, audience, facets, _) in enumerate(self._meta()):
            self.keys.append((kind, id_))
            self.times.append(time)
            self.audiences.add(number, tuple(audience))
            for name, values in facets.items():
                self.facets.setdefault(name, Codes()).add(number, tuple(values))
        for codes in self.facets.values():
            codes.pad(self.size)

    def fingerprints(self) -> Iterator[str]:
        """Of all documents by number, the deleted ones too."""
        return (meta[5] for meta in self._meta())

    def text(self, number: int) -> tuple[str, str, str, str]:
        """Title, names, body and language of a document."""
        title, names, body, language = self.stored.stored_fields(number)["text"]
        return title, names, body, language

    def postings(self, field: str, term: str) -> Postings | None:
        return self.terms.postings(field, term)

    def number_of(self, key: Key) -> int | None:
        """The newest document of that key; may be deleted."""
        found = self.postings("key", key_term(key))
        return found.ids[-1] if found else None


class View:
    """A segment as one commit left it: without the documents deleted since it was written."""

    def __init__(self, segment: Segment, deleted: Iterable[int]) -> None:
        self.segment = segment
        live = bytearray(b"\1" * segment.size)
        for number in deleted:
            live[number] = 0
        self.live = bytes(live)
        self.count = sum(live)

    def visible(self, audience: frozenset[str], hidden: frozenset[Key]) -> bytes:
        """A byte for each document: 1 where this reader may know of it."""
        allowed = self.segment.audiences.mask(lambda tokens: not audience.isdisjoint(tokens))
        both = int.from_bytes(allowed, "big") & int.from_bytes(self.live, "big")
        mask = bytearray(both.to_bytes(self.segment.size, "big"))
        for key in hidden:
            if (number := self.segment.number_of(key)) is not None:
                mask[number] = 0
        return bytes(mask)

"""The default engine: needs nothing but a folder.

Whoosh keeps the segments (files, commits, merging, its dictionary of terms); how postings are laid out and
how queries are answered is ours, see `codec` and `matching`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import compress
from operator import itemgetter
from pathlib import Path
from threading import Lock
from time import sleep
from typing import NamedTuple

from whoosh.index import TOC, EmptyIndexError

from hub.search.engines.base import Document, Hit, Key, Results, SearchRequest
from hub.search.engines.snippet import Sought, snippet
from hub.search.engines.whoosh.fields import SCHEMA
from hub.search.engines.whoosh.folder import Folder
from hub.search.engines.whoosh.matching import Matches, match
from hub.search.engines.whoosh.ranking import best, by_place, newest
from hub.search.engines.whoosh.segment import Cache, Segment, View
from hub.search.engines.whoosh.suggestion import suggest
from hub.search.engines.whoosh.writing import Change, Journal, batches, write
from hub.search.query import Query, parse

WAIT = 30.0
"""Seconds that a writer waits for another one."""
_FARTHEST = 100_000


class Snapshot(NamedTuple):
    """The index at one commit."""

    name: str
    generation: int
    views: tuple[View, ...]


class WhooshEngine:
    """See `Engine`. One object a process; its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._journal = Journal(self._folder.meanwhile)
        self._lock = Lock()
        self._cache = Cache()
        self._snapshot: Snapshot | None = None

    def replace(self, documents: Iterable[Document], deleted: Iterable[Key] = ()) -> None:
        change = Change(list(documents), list(deleted))
        if not change.documents and not change.deleted:
            return
        with self._folder.locked("write", WAIT):
            if self._folder.live is None:
                self._folder.swap(self._folder.create())
            if self._folder.is_locked("rebuild"):
                self._journal.append(change)
            if name := self._readable_index():
                write(self._folder, name, change)

    def search(self, request: SearchRequest) -> Results:
        query = parse(request.text)
        views = self._current().views
        found = match(views, query, request)
        total = _total(found)
        suggestion = suggest(found, query, request.languages)
        if suggestion and _count(views, suggestion, request) < max(total, 1):
            suggestion = None
        return Results(total, tuple(_hits(found, query, request)), _facets(found), suggestion, query.ignored)

    def keys(self, request: SearchRequest) -> list[Key]:
        query = parse(request.text)
        found = match(self._current().views, query, request)
        return [segment.keys[number] for _, number, segment in _ranked(found, query, request, _FARTHEST)]

    def fingerprints(self) -> Iterator[tuple[Key, str]]:
        for view in self._current().views:
            segment = view.segment
            yield from compress(zip(segment.keys, segment.fingerprints(), strict=True), view.flags)

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self._folder.locked("rebuild", wait=1.0):
            with self._folder.locked("write", WAIT):
                self._folder.remove_leftovers()
            name = self._folder.create()
            try:
                self._build(name, iter(documents))
            finally:
                self._folder.remove_leftovers()
        return sum(view.count for view in self._current().views)

    def _build(self, name: str, documents: Iterator[Document]) -> None:
        for batch in batches(documents):
            write(self._folder, name, Change(batch, []), merge=False)
        with self._folder.locked("write", WAIT):
            for change in self._journal.read():
                write(self._folder, name, change)
            self._folder.swap(name)
            self._journal.clear()

    def healthy(self) -> str | None:
        if self._folder.live and not self._readable_index():
            return "The search index was made by another version of the hub: run `hub index rebuild`."
        try:
            self._current()
        except Exception as error:  # whatever is wrong with the files, the answer is the same
            return f"The search index cannot be read ({error}): run `hub index rebuild`."
        return None

    def close(self) -> None:
        with self._lock:
            self._snapshot = None
            self._cache = Cache()

    def _current(self) -> Snapshot:
        """The last commit of any process; cheap when nothing changed."""
        name, held = self._readable_index(), self._snapshot
        if name is None:
            return Snapshot("", -1, ())
        if held and held.name == name and held.generation == self._folder.generation(name):
            return held
        with self._lock:
            self._snapshot = _patiently(lambda: self._opened(self._snapshot))
            return self._snapshot

    def _opened(self, held: Snapshot | None) -> Snapshot:
        """Open what changed since `held`. Fails where a writer removes files meanwhile."""
        name = self._readable_index()
        if name is None:
            return Snapshot("", -1, ())
        storage = self._folder.storage(name)
        toc = TOC.read(storage, "MAIN", schema=SCHEMA)
        known = {view.segment.name: view for view in held.views} if held and held.name == name else {}
        views = []
        for stored in toc.segments:
            view = known.get(stored.segment_id())
            if view is None or view.count != stored.doc_count():
                segment = view.segment if view else Segment(storage, stored, self._cache)
                view = View(segment, stored.deleted_docs())
            views.append(view)
        return Snapshot(name, toc.generation, tuple(views))

    def _readable_index(self) -> str | None:
        """The live index, unless another version of the hub made it: that one waits for a rebuild."""
        name = self._folder.live
        return name if name and self._folder.is_readable(name) else None


def _patiently(read: Callable[[], Snapshot]) -> Snapshot:
    """Try again while another process swaps or cleans up under our hands."""
    for _ in range(100):
        with suppress(FileNotFoundError, EmptyIndexError):
            return read()
        sleep(0.02)
    return read()


def _total(found: list[Matches]) -> int:
    return sum(one.total for one in found)


def _count(views: tuple[View, ...], text: str, request: SearchRequest) -> int:
    """How many documents the same request finds with another text."""
    return _total(match(views, parse(text), request))


def _hits(found: list[Matches], query: Query, request: SearchRequest) -> Iterator[Hit]:
    """The page asked for, best first."""
    offset = min(max(request.offset, 0), _FARTHEST)
    wanted = offset + max(request.limit, 0)
    sought = Sought(query)
    for score, number, segment in _ranked(found, query, request, wanted)[offset:]:
        _, _, body, language = segment.text(number)
        yield Hit(segment.keys[number], round(score, 4), snippet(body, language, sought))


def _ranked(
    found: list[Matches], query: Query, request: SearchRequest, wanted: int
) -> list[tuple[float, int, Segment]]:
    """The first documents in the order asked for, of all segments: score, number, segment."""
    by_time = request.sort == "newest" or query.is_empty
    ranked = []
    for one in found:
        if request.order:
            first = by_place(one, wanted, request.order)
        else:
            first = newest(one, wanted) if by_time else best(one, wanted, query.text)
        ranked += [(*rank, one.view.segment) for rank in first]
    ranked.sort(key=itemgetter(0, 1), reverse=True)
    return [(score, number, segment) for score, _, number, segment in ranked[:wanted]]


def _facets(found: list[Matches]) -> dict[str, dict[str, int]]:
    """Counts of all segments, the most frequent value first."""
    total: dict[str, Counter[str]] = {}
    for one in found:
        for name, counts in one.facets.items():
            total.setdefault(name, Counter()).update(counts)
    return {name: dict(counts.most_common()) for name, counts in total.items() if counts}

"""The default engine: needs nothing but a folder.

Whoosh keeps the segments (files, commits, merging, its dictionary of terms); how postings are laid out and
how queries are answered is ours, see `codec` and `matching`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock
from time import sleep
from typing import NamedTuple

from whoosh.index import TOC

from hub.search.engines.base import Document, Hit, Key, Results, SearchRequest
from hub.search.engines.snippet import Sought, snippet
from hub.search.engines.whoosh.fields import FORMAT, SCHEMA
from hub.search.engines.whoosh.folder import Folder
from hub.search.engines.whoosh.matching import Matches, match
from hub.search.engines.whoosh.segment import Cache, Segment, View
from hub.search.engines.whoosh.suggestion import suggest
from hub.search.engines.whoosh.writing import Change, Journal, write
from hub.search.query import Query, parse

WAIT = 30.0
"""Seconds that a writer waits for another one."""
SEGMENT = 20_000
"""Documents that a rebuild holds in memory before it writes them: about 150 MB."""
_FARTHEST = 100_000


class Snapshot(NamedTuple):
    """The index at one commit."""

    index: str
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
            self._make_first_index()
            if self._folder.is_locked("rebuild"):
                self._journal.append(change)
            write(self._folder, self._live_index(), change)

    def search(self, request: SearchRequest) -> Results:
        query = parse(request.text)
        views = self._current().views
        found = match(views, query, request)
        total = sum(len(one.numbers) for one in found)
        suggestion = None if query.is_empty else suggest(views, query, request, total)
        return Results(total, tuple(_hits(found, query, request)), _facets(found), suggestion, query.ignored)

    def fingerprints(self) -> Iterator[tuple[Key, str]]:
        for view in self._current().views:
            for key, fingerprint, live in zip(
                view.segment.keys, view.segment.fingerprints(), view.live, strict=True
            ):
                if live:
                    yield key, fingerprint

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self._folder.locked("rebuild", wait=0):
            self._folder.remove_leftovers()
            name = self._folder.create()
            remaining, count = iter(documents), 0
            while batch := list(islice(remaining, SEGMENT)):
                write(self._folder, name, Change(batch, []), merge=False)
                count += len(batch)
            with self._folder.locked("write", WAIT):
                for change in self._journal.read():
                    write(self._folder, name, change)
                self._folder.swap(name)
                self._folder.remove_leftovers()
        return sum(view.count for view in self._current().views)

    def healthy(self) -> str | None:
        name = self._folder.live
        if name is None:
            return None
        if self._folder.format_of(name) != FORMAT:
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

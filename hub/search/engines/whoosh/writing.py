"""Writing to an index: deletions, additions and the merging of small segments, in one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pickle import HIGHEST_PROTOCOL, UnpicklingError, dump, load
from typing import Any

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from hub.search.engines.base import Document, Key
from hub.search.engines.whoosh.codec import Codec, Files
from hub.search.engines.whoosh.fields import SCHEMA, add_terms, key_term, stored_fields
from hub.search.engines.whoosh.folder import Folder
from hub.search.engines.whoosh.pool import Pool

TIERS = (64, 512, 2048)
"""Segments up to these sizes (documents) are merged when there are `MANY` of them; larger ones stay."""
MANY = 8


SEGMENT, TEXT = 10_000, 20_000_000
"""Documents, and characters in them, that a rebuild holds in memory before it writes them: about 100 MB."""


@dataclass(frozen=True)
class Change:
    """Documents to add or renew, and keys to forget; a key in both is renewed."""

    documents: list[Document]
    deleted: list[Key]


class Journal:
    """Changes made to the live index while a new one is built, so that the new one gets them too."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, change: Change) -> None:
        with self._path.open("ab") as file:
            dump(change, file, HIGHEST_PROTOCOL)

    def read(self) -> Iterator[Change]:
        """All changes but one cut off by a kill: that writer did not report success and will repeat it."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            try:
                while True:
                    yield load(file)  # noqa: S301 - our own file
            except (EOFError, UnpicklingError):
                return

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in portions that fit into memory, one after the other."""
    batch: list[Document] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document.title) + len(document.names) + len(document.body)
        if len(batch) >= SEGMENT or length >= TEXT:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def write(folder: Folder, index: str, change: Change, merge: bool = True) -> None:
    """Commit `change`. Only for the holder of the lock that guards `index`."""
    folder.remove_torn_commits(index)
    storage = folder.storage(index)
    writer = SegmentWriter(FileIndex(storage, schema=SCHEMA), codec=Codec(), timeout=5.0)
    writer.pool = Pool()
    newest = {document.key: document for document in change.documents}
    try:
        _delete(writer, [*newest, *change.deleted])
        for document in newest.values():
            add_terms(writer.pool, writer.docnum, document)
            writer.add_document(**stored_fields(document))
        writer.commit(mergetype=_merge_small if merge else _merge_none)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def _delete(writer: Any, keys: Iterable[Key]) -> None:
    terms = [key_term(key) for key in keys]
    for segment in writer.segments:
        _, dictionary = _opened(writer, segment)
        for term in terms:
            if found := dictionary.postings("key", term):
                segment.delete_document(found.ids[-1])


def _merge_none(writer: Any, segments: list[Any]) -> list[Any]:
    return segments


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: absorb some segments into the one being written, return those that stay."""
    filled = [segment for segment in segments if segment.doc_count()]
    chosen = set(_worth_merging(filled))
    for segment in filled:
        if segment.segment_id() in chosen:
            _absorb(writer, segment)
    return [segment for segment in filled if segment.segment_id() not in chosen]


def _worth_merging(segments: list[Any]) -> Iterator[str]:
    sizes = [segment.doc_count() for segment in segments]
    limit = max((tier for tier in TIERS if sum(size <= tier for size in sizes) >= MANY), default=0)
    for segment in segments:
        mostly_deleted = segment.doc_count() < segment.doc_count_all() / 2
        if segment.doc_count() <= limit or mostly_deleted:
            yield segment.segment_id()


def _absorb(writer: Any, segment: Any) -> None:
    """Copy the living documents of `segment` behind those being written."""
    stored, terms = _opened(writer, segment)
    first = writer.docnum
    numbers = writer.write_per_doc(SCHEMA.names(), stored)
    if numbers is None:
        numbers = {number: first + number for number in range(segment.doc_count_all())}
    for field, term, postings in terms.everything():
        writer.pool.add_term(field, term, postings.renumbered(numbers))
    writer._added = True


def _opened(writer: Any, segment: Any) -> tuple[Any, Any]:
    files = Files.of(writer.storage, segment)
    codec = segment.codec()
    return codec.per_document_reader(files, segment), codec.terms_reader(files, segment)

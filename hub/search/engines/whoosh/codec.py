"""How terms lie on disk: Whoosh's files, with the documents of a term as flat arrays.

Whoosh's own blocks are decoded posting by posting, which takes a second for a frequent word. Facet counts
need every matching document, so skipping blocks cannot help; arrays are read with one copy each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import Any

from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile

from hub.search.engines.whoosh.pool import Postings

_TAIL = Struct("<Q")  # number of terms


class _Writer(FieldWriter):
    """Writes terms in order: postings to one file; to the other all keys, then three numbers for each."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._terms = segment.create_file(storage, W3Codec.TERMS_EXT)
        self._posts = segment.create_file(storage, W3Codec.POSTS_EXT)
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: None, items: Iterable[tuple[str, bytes, Postings]]) -> None:
        ends, offsets, sizes = array("Q"), array("Q", [0]), array("Q")
        keys = posts = 0
        for field, term, postings in items:
            data = postings.to_bytes()
            self._posts.write(data)
            keys += self._terms.write(_key(field, term)) or 0
            posts += len(data)
            ends.append(keys)
            offsets.append(posts)
            sizes.append(len(postings))
        self._terms.write(b"".join((ends.tobytes(), offsets.tobytes(), sizes.tobytes(), _TAIL.pack(len(ends)))))

    def close(self) -> None:
        self._terms.close()
        self._posts.close()
        self.is_closed = True


class Terms:
    """The terms of one segment, read from its memory map; safe to use from several threads."""

    def __init__(self, terms: memoryview, posts: memoryview) -> None:
        (self._count,) = _TAIL.unpack(terms[-_TAIL.size :])
        numbers = terms[: -_TAIL.size][-8 * (3 * self._count + 1) :].cast("Q")
        self._keys, self._posts = terms, posts
        self._ends = numbers[: self._count]
        self._offsets = numbers[self._count : 2 * self._count + 1]
        self._sizes = numbers[2 * self._count + 1 :]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> bytes:
        """The key at `index`; keys ascend."""
        return bytes(self._keys[self._ends[index - 1] if index else 0 : self._ends[index]])

    def postings(self, field: str, term: str) -> Postings | None:
        key = _key(field, term.encode("utf-8", "replace"))
        index = bisect_left(self, key)
        return self._at(index) if index < self._count and self[index] == key else None

    def starting_with(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """Terms of a field in order, with their numbers of documents."""
        key, before = _key(field, prefix.encode("utf-8", "replace")), len(field) + 1
        for index in range(bisect_left(self, key), self._count):
            found = self[index]
            if not found.startswith(key):
                return
            yield found[before:].decode(), self._sizes[index]

    def everything(self) -> Iterator[tuple[str, str, Postings]]:
        for index in range(self._count):
            field, _, term = self[index].decode().partition("\0")
            yield field, term, self._at(index)

    def _at(self, index: int) -> Postings:
        return Postings.from_bytes(bytes(self._posts[self._offsets[index] : self._offsets[index + 1]]))


def _key(field: str, term: bytes) -> bytes:
    return field.encode() + b"\0" + term


class Codec(W3Codec):
    """Whoosh's format of a segment, but for the terms."""

    length_stats = False  # weights already hold the length of the document

    def field_writer(self, storage: Any, segment: Any) -> _Writer:
        return _Writer(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Terms:
        files = (segment.open_file(storage, ending) for ending in (self.TERMS_EXT, self.POSTS_EXT))
        return Terms(*(file.view for file in files))


class Files(CompoundStorage):
    """The files inside a segment's file, mapped; Whoosh would copy each into memory when it opens it."""

    @classmethod
    def of(cls, storage: Any, segment: Any) -> Files:
        file = storage.open_file(segment.make_filename(segment.COMPOUND_EXT))
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    def open_file(self, name: str, *_: Any, **__: Any) -> _Mapped:
        offset, length = self.range(name)
        return _Mapped(memoryview(self._source)[offset : offset + length], name)


class _Mapped(BufferFile):
    """A file as columns read it: by position only."""

    def __init__(self, view: memoryview, name: str) -> None:
        self.view = self._buf = view
        self._name, self.onclose = name, None
        self.is_real, self.is_closed = False, False

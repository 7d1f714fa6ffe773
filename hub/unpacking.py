"""Archives that people send, as office documents are: looked into without believing what they say of themselves.

Every byte is unpacked once and counted, so that what an archive declares does not matter; nothing is kept of it.
Archives may unpack to more than a machine holds, and XML may name entities and files of others. Whoever asks has
words of their own for each `Reason`.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from os import SEEK_END
from typing import IO, NamedTuple

CHUNK = 64 * 1024
ZIP = b"PK\x03\x04"
_LEAST = 4096
"""Bytes of a piece: so many that neither the mark of a format nor a word is cut into more than two."""
_OVERLAP = 40
"""Bytes of a piece that are looked at again with the next, so that no word is cut in two unseen."""
_START = 1024 * 1024
_END = struct.Struct("<12xI6x")
"""The end of an archive, of which only the size of its directory in bytes is asked for."""
_END_MARK, _END_OF_HUGE_ARCHIVES = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_END = _END.size + 0xFFFF
_LONGEST_ENTRY = 1024
"""Bytes of a file in the directory: office programs give names of some fifty letters."""
_TYPES = "[Content_Types].xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_PROGRAMS = ("basic/", "scripts/", "xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")
_ENTITIES = re.compile(rb"<!ENTITY")
_NO_TYPE_EITHER = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
"""Open XML forbids what formulas of OpenDocument do: to name the type of the document."""
_ENCODING = re.compile(
    rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|utf-16|us-ascii|iso-8859-|windows-125)""", re.IGNORECASE
)
"""An encoding in which the words above might be written otherwise."""


class Reason(Enum):
    """Why an archive is refused."""

    DAMAGED = auto()
    LOCKED = auto()
    """It needs a password."""
    ODD = auto()
    """No office program puts it together like this, and programs may read it each in another way."""
    LARGE = auto()
    ENTITIES = auto()
    """Its XML declares entities, or is written in an encoding that hides them."""


class Refusal(Exception):
    """An archive that the hub does not take."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


@dataclass
class Budget:
    """The bytes that may still be unpacked, of an archive and of those in it."""

    left: int

    def spend(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise Refusal(Reason.LARGE)


class Piece(NamedTuple):
    """A piece of a file. `markup`: the same and the end of the piece before, one byte a letter; None if no XML."""

    content: bytes
    markup: bytes | None


@dataclass(frozen=True)
class Archive:
    """An archive whose directory was looked at."""

    stream: IO[bytes]
    zip: zipfile.ZipFile
    budget: Budget

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.zip.namelist())

    @cached_property
    def types(self) -> bytes:
        """What an archive of Open XML says of the types of its files; empty in others."""
        return self.start(_TYPES)

    @cached_property
    def has_macros(self) -> bool:
        """Whether it holds macros or controls, which are programs."""
        names = [name.lower() for name in self.names]
        found = any(name.endswith("vbaproject.bin") or name.startswith(_PROGRAMS) for name in names)
        return found or b"macroEnabled" in self.types

    def start(self, name: str) -> bytes:
        """The first megabyte of a file; empty where there is none."""
        if name not in self.names:
            return b""
        with self.zip.open(name) as file:
            return file.read(_START)

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[Piece]:
        """A file, unpacked, counted and looked at. Raises Refusal."""
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        size, crc, end = 0, 0, b""
        for content in _grouped(_unpacked(self.stream, member)):
            self.budget.spend(len(content))
            markup = (end + content).translate(None, b"\x00") if is_xml else None
            if markup:
                self._check_markup(markup)
            yield Piece(content, markup)
            size, crc, end = size + len(content), zlib.crc32(content, crc), content[-_OVERLAP:]
        if (size, crc) != (member.file_size, member.CRC):
            raise zipfile.BadZipFile("the size is a lie, or the content is torn")

    def _check_markup(self, markup: bytes) -> None:
        unwanted = _NO_TYPE_EITHER if self.types else _ENTITIES
        if unwanted.search(markup) or _ENCODING.match(markup.lstrip(b"\xef\xbb\xbf\xff\xfe")):
            raise Refusal(Reason.ENTITIES)


@contextmanager
def opened(stream: IO[bytes], budget: Budget, most: int) -> Iterator[Archive]:
    """An archive of at most so many files. Raises Refusal, also for what turns out inside of the block."""
    try:
        _check_end(stream, most)
        with zipfile.ZipFile(stream) as archive:
            _check_directory(archive.infolist(), most)
            yield Archive(stream, archive, budget)
    except _BROKEN as error:
        raise Refusal(Reason.DAMAGED) from error


def _check_end(stream: IO[bytes], most: int) -> None:
    """Look at how long the directory is, since the library reads all of it before it can be asked for anything."""
    stream.seek(max(0, stream.seek(0, SEEK_END) - _LONGEST_END))
    tail = stream.read()
    short = tail[-_END.size :]
    place = len(tail) - len(short) if short.startswith(_END_MARK) and short.endswith(b"\0\0") else tail.rfind(_END_MARK)
    if place < 0 or len(tail) < place + _END.size:
        raise zipfile.BadZipFile("no end")
    if tail[max(0, place - 20) :].startswith(_END_OF_HUGE_ARCHIVES):
        raise Refusal(Reason.ODD)
    (size,) = _END.unpack_from(tail, place)
    if size > most * _LONGEST_ENTRY:
        raise Refusal(Reason.LARGE)


def _check_directory(members: list[zipfile.ZipInfo], most: int) -> None:
    names = [member.filename for member in members]
    if len(names) > most:
        raise Refusal(Reason.LARGE)
    if any(member.flag_bits & 0x1 for member in members):
        raise Refusal(Reason.LOCKED)
    odd = any("\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/") for name in names)
    plain = all(member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members)
    if len({name.lower() for name in names}) < len(names) or odd or not plain:
        raise Refusal(Reason.ODD)


def _grouped(parts: Iterator[bytes]) -> Iterator[bytes]:
    kept = b""
    for part in parts:
        kept += part
        if len(kept) >= _LEAST:
            yield kept
            kept = b""
    if kept:
        yield kept


def _unpacked(stream: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, by its own reading: the library would stop where the declared size says so."""
    stream.seek(member.header_offset)
    header = stream.read(30)
    if not header.startswith(ZIP):
        raise zipfile.BadZipFile("no header")
    stream.seek(sum(struct.unpack("<HH", header[26:30])), 1)
    place, left = stream.tell(), member.compress_size
    inflater = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left:
        stream.seek(place)  # whoever takes a piece may read elsewhere meanwhile
        packed = stream.read(min(CHUNK, left))
        if not packed:
            raise EOFError
        place, left = place + len(packed), left - len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            yield inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail
    if inflater is not None:
        yield inflater.flush()
        if not inflater.eof or inflater.unused_data:
            raise zipfile.BadZipFile("the end is elsewhere")

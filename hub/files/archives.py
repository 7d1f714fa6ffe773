"""Office documents, which are ZIP archives: looked into without believing what they say of themselves.

Every byte is unpacked once and counted, so that what an archive declares does not matter; nothing is kept of it.
"""

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from flask_babel import gettext as _

from hub.errors import Invalid
from hub.exchange.packages import BROKEN, OVERLAP
from hub.files.recognizing import CHUNK, ZIP, FileType, looks_like_a_program, refused

MAX_UNPACKED = 250 * 1024 * 1024
"""Bytes that an office document may unpack to, with all that it holds; more is a bomb."""
MAX_MEMBERS = 5_000
MAX_DEPTH = 1
"""A document may hold another (a chart its table), but that holds none."""
IN_MEMORY = 1024 * 1024

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_XML = (
    (b"wordprocessingml.document.main+xml", FileType(f"{_OFFICE}.wordprocessingml.document", (".docx",))),
    (b"spreadsheetml.sheet.main+xml", FileType(f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))),
    (b"presentationml.presentation.main+xml", FileType(f"{_OFFICE}.presentationml.presentation", (".pptx",))),
    (b"presentationml.slideshow.main+xml", FileType(f"{_OFFICE}.presentationml.slideshow", (".ppsx",))),
)
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_MACROS = ("basic/", "scripts/", "xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")
_ARCHIVES = (ZIP, b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


@dataclass
class _Budget:
    """What may still be unpacked."""

    left: int = field(default_factory=lambda: MAX_UNPACKED)

    def spend(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise refused(_("This document unpacks to far more than it should. Take out pictures that are not needed."))


def check_archive(stream: IO[bytes]) -> FileType:
    """The type of an office document. Raises Invalid for any other archive, and for one that holds surprises."""
    return _check(stream, _Budget(), 0)


def _check(stream: IO[bytes], budget: _Budget, depth: int) -> FileType:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_directory(members)
            found = _type_of(archive)
            _check_macros(archive)
            for member in members:
                _check_member(stream, member, budget, depth)
            return found
    except (*BROKEN, struct.error) as error:
        raise refused(_("This document is damaged or not complete.")) from error


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(member.flag_bits & 0x1 for member in members):
        raise refused(_("This document needs a password. Save it without one."))
    odd = any("\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/") for name in names)
    plain = all(member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members)
    if len(names) > MAX_MEMBERS or len({name.lower() for name in names}) < len(names) or odd or not plain:
        raise refused(_("This document is put together as no office program does it. Save it again, or as PDF."))


def _type_of(archive: zipfile.ZipFile) -> FileType:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _start(archive, "[Content_Types].xml")
        for part, found in _OPEN_XML:
            if part in types:
                return found
        if b"macroEnabled" in types:
            raise _macros()
        raise refused(_("This is an office document of a kind that the hub does not take, such as a template."))
    media_type = _start(archive, "mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
    if media_type in _OPEN_DOCUMENT:
        return FileType(media_type, (_OPEN_DOCUMENT[media_type],))
    raise refused(_("This is an archive. Attach the documents in it one by one."))


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(IN_MEMORY)


def _macros() -> Invalid:
    return refused(_("This document holds macros or controls, which are programs. Save it without them, or as PDF."))


def _check_macros(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist()]
    enabled = "[Content_Types].xml" in archive.namelist() and b"macroEnabled" in _start(archive, "[Content_Types].xml")
    if enabled or any(name.endswith("vbaproject.bin") or name.startswith(_MACROS) for name in names):
        raise _macros()


def _check_member(stream: IO[bytes], member: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    """Unpack one member, count it and look at what it is."""
    is_text = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, crc, before = 0, 0, b""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as inner:
        is_archive = False
        for chunk in _unpacked(stream, member):
            budget.spend(len(chunk))
            if size == 0:
                is_archive = chunk.startswith(_ARCHIVES)
                _check_start(chunk, is_archive and not chunk.startswith(ZIP))
            if is_text:
                _check_markup(before[-OVERLAP:] + chunk)
            if is_archive:
                inner.write(chunk)
            size, crc, before = size + len(chunk), zlib.crc32(chunk, crc), chunk
        if (size, crc) != (member.file_size, member.CRC):
            raise zipfile.BadZipFile("the size is a lie, or the content is torn")
        if is_archive:
            _check_inner(inner, budget, depth + 1)


def _check_start(start: bytes, is_foreign_archive: bool) -> None:
    if looks_like_a_program(start) or is_foreign_archive:
        raise _packed()


def _check_inner(inner: IO[bytes], budget: _Budget, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise refused(_("This document holds a document that holds another. Save it as PDF."))
    try:
        _check(inner, budget, depth)
    except Invalid as error:
        raise error if budget.left < 0 else _packed() from None


def _packed() -> Invalid:
    return refused(_("A program or an archive is packed into this document. Take it out, or save it as PDF."))


def _check_markup(markup: bytes) -> None:
    plain = markup.translate(None, b"\x00")  # also where a letter has two bytes
    if b"<!ENTITY" in plain:
        raise refused(_("This document declares entities, which no office program does. Save it again, or as PDF."))
    if b'ProgID="Package"' in plain:
        raise _packed()


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
        stream.seek(place)  # whoever takes a chunk may read elsewhere meanwhile
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

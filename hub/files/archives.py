"""Office documents that people attach: what they are, and what may not be packed into them."""

import tempfile
from collections.abc import Iterator
from typing import IO

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.errors import Invalid
from hub.files.recognizing import FileType, looks_like_a_program, refused
from hub.unpacking import ZIP, Archive, Budget, Piece, Reason, Refusal, opened

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
_ARCHIVES = (ZIP, b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_WORDS: dict[Reason, LazyString] = {
    Reason.DAMAGED: _l("This document is damaged or not complete."),
    Reason.LOCKED: _l("This document needs a password. Save it without one."),
    Reason.ODD: _l("This document is put together as no office program does it. Save it again, or as PDF."),
    Reason.LARGE: _l("This document unpacks to far more than it should. Take out pictures that are not needed."),
    Reason.ENTITIES: _l("This document declares entities, which no office program does. Save it again, or as PDF."),
}


def check_archive(stream: IO[bytes]) -> FileType:
    """The type of an office document. Raises Invalid for any other archive, and for one that holds surprises."""
    try:
        return _check(stream, Budget(MAX_UNPACKED), 0)
    except Refusal as error:
        raise refused(_WORDS[error.reason]) from error


def _check(stream: IO[bytes], budget: Budget, depth: int) -> FileType:
    with opened(stream, budget, MAX_MEMBERS) as archive:
        found = _type_of(archive)
        if archive.has_macros:
            raise _macros()
        for member in archive.zip.infolist():
            _check_member(archive.pieces(member), budget, depth)
        return found


def _type_of(archive: Archive) -> FileType:
    if archive.types:
        found = next((found for part, found in _OPEN_XML if part in archive.types), None)
        if found:
            return found
        if archive.has_macros:
            raise _macros()
        raise refused(_("This is an office document of a kind that the hub does not take, such as a template."))
    media_type = archive.start("mimetype").decode("ascii", "replace").strip()
    if media_type in _OPEN_DOCUMENT:
        return FileType(media_type, (_OPEN_DOCUMENT[media_type],))
    raise refused(_("This is an archive. Attach the documents in it one by one."))


def _macros() -> Invalid:
    return refused(_("This document holds macros or controls, which are programs. Save it without them, or as PDF."))


def _check_member(pieces: Iterator[Piece], budget: Budget, depth: int) -> None:
    """Unpack one member and look at what it is."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as inner:
        is_archive = False
        for number, piece in enumerate(pieces):
            if number == 0:
                is_archive = piece.content.startswith(_ARCHIVES)
                _check_start(piece.content)
            if piece.markup and b'ProgID="Package"' in piece.markup:
                raise _packed()
            if is_archive:
                inner.write(piece.content)
        if is_archive:
            _check_inner(inner, budget, depth + 1)


def _check_start(start: bytes) -> None:
    if looks_like_a_program(start) or (start.startswith(_ARCHIVES) and not start.startswith(ZIP)):
        raise _packed()


def _check_inner(inner: IO[bytes], budget: Budget, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise refused(_("This document holds a document that holds another. Save it as PDF."))
    try:
        _check(inner, budget, depth)
    except Invalid:
        raise _packed() from None
    except Refusal as error:
        if error.reason is Reason.LARGE:
            raise
        raise _packed() from None


def _packed() -> Invalid:
    return refused(_("A program or an archive is packed into this document. Take it out, or save it as PDF."))

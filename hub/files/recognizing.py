"""What a file is, found from its content: its name may say anything."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.errors import Invalid
from hub.files.names import ending_of
from hub.unpacking import CHUNK, ZIP

HEAD = 4096


@dataclass(frozen=True)
class FileType:
    """A type that the hub takes, with the endings that its names may have."""

    media_type: str
    endings: tuple[str, ...]


TEXT = FileType("text/plain", (".txt", ".csv", ".md"))
PICTURES = {
    "PNG": FileType("image/png", (".png",)),
    "JPEG": FileType("image/jpeg", (".jpg", ".jpeg")),
    "GIF": FileType("image/gif", (".gif",)),
    "WEBP": FileType("image/webp", (".webp",)),
}
"""By the name under which Pillow knows the format."""
_TAKEN = (
    (b"%PDF-", FileType("application/pdf", (".pdf",))),
    (b"\x89PNG\r\n\x1a\n", PICTURES["PNG"]),
    (b"\xff\xd8\xff", PICTURES["JPEG"]),
    (b"GIF87a", PICTURES["GIF"]),
    (b"GIF89a", PICTURES["GIF"]),
)

_PROGRAM = _l("This is a program.")
_ARCHIVE = _l("This is an archive. Attach the documents in it one by one.")
_RECORDING = _l("This is a recording. Publish it elsewhere and give the link.")
_OTHER_PICTURE = _l("This is a picture in a format that not everybody can open. Save it as PNG or JPEG.")
_REFUSED: tuple[tuple[int, bytes, LazyString], ...] = (
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\xce\xfa\xed\xfe", _PROGRAM),
    (0, b"Rar!", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _l(
        "This is an office document of an old format, or one with a password. "
        "Save it without a password as DOCX, XLSX, PPTX or PDF."
    )),
    (0, b"{\\rtf", _l("This is a document of the format RTF. Save it as DOCX or PDF.")),
    (0, b"II*\x00", _OTHER_PICTURE),
    (0, b"MM\x00*", _OTHER_PICTURE),
    (0, b"BM", _OTHER_PICTURE),
    (4, b"ftyphei", _OTHER_PICTURE),
    (4, b"ftypmif1", _OTHER_PICTURE),
    (4, b"ftypavif", _OTHER_PICTURE),
    (4, b"ftyp", _RECORDING),
    (0, b"ID3", _RECORDING),
    (0, b"OggS", _RECORDING),
    (0, b"RIFF", _RECORDING),
    (0, b"\x1aE\xdf\xa3", _RECORDING),
)  # fmt: skip
"""What the hub does not take, by the bytes at a place, with the words that say so."""


def refused(reason: object) -> Invalid:
    """A refusal of the file."""
    return Invalid({"file": [str(reason)]})


def looks_like_a_program(head: bytes) -> bool:
    """Whether a content is something that a machine would run."""
    return any(head.startswith(magic) for _place, magic, reason in _REFUSED if reason is _PROGRAM)


def recognize(stream: IO[bytes]) -> FileType | None:
    """The type of a file; None for a ZIP archive, which has to be looked into. Raises Invalid for what is not taken."""
    stream.seek(0)
    head = stream.read(HEAD)
    for magic, found in _TAKEN:
        if head.startswith(magic):
            return found
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PICTURES["WEBP"]
    if head.startswith(ZIP):
        return None
    for place, magic, reason in _REFUSED:
        if head[place:].startswith(magic) and not _is_plain(head):
            raise refused(reason)
    _require_text(head, stream)
    return TEXT


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def _is_plain(head: bytes) -> bool:
    """Whether it is only letters that begin like a magic number: `BM` begins many words, `{\\rtf` none."""
    return head.isascii() and not _CONTROL.search(head) and not head.startswith(b"{\\rtf")


def _require_text(head: bytes, stream: IO[bytes]) -> None:
    """Raise Invalid unless the whole is a text in UTF-8, and no page, drawing or data in angle brackets."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:HEAD].lower()
    if start.startswith(b"<"):
        if b"<svg" in start:
            raise refused(_("This is a drawing of the format SVG, which can hold programs. Save it as PNG or PDF."))
        if any(tag in start for tag in (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe")):
            raise refused(_("This is a web page, which can hold programs. Save it as PDF."))
        raise refused(_("This file is written in XML or HTML. Save it as PDF or text."))
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks_of(stream):
            if b"\x00" in chunk:
                raise refused(_unknown())
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise refused(_unknown()) from None


def _unknown() -> str:
    return _(
        "The hub takes PDF, office documents, pictures (PNG, JPEG, GIF, WebP), and text and CSV in the encoding UTF-8. "
        "This file is none of these."
    )


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The whole content, a little at a time."""
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def require_ending(name: str, found: FileType) -> None:
    """Raise Invalid where the name of a file says something else than its content."""
    ending = ending_of(name).lower()
    if ending not in found.endings:
        message = _("The content of this file does not fit the ending of its name, %(ending)s.", ending=ending or "–")
        raise refused(message)

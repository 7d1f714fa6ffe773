"""Office documents that people send: looked at as a ZIP archive before any library opens them.

A document of Word or Excel is an archive of XML files; what is let through here is small, plain and of the kind that
its name says.
"""

import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.errors import Invalid
from hub.unpacking import ZIP, Archive, Budget, Reason, Refusal, opened

MAX_BYTES = 10 * 1024 * 1024
"""Bytes of an upload."""


@dataclass(frozen=True)
class Package:
    """A kind of office document, and how much of it the hub is ready to read.

    `texts` are its files of XML that may be long. `xml` is the number of bytes of XML in all, `tags` the number of
    tags; `part` and `part_tags` bound those in each other file, of which libraries make much more than text.
    """

    ending: str
    main: bytes
    texts: tuple[str, ...]
    save_as: LazyString
    members: int = 2_000
    unpacked: int = 60 * 1024 * 1024
    xml: int = 12 * 1024 * 1024
    part: int = 1024 * 1024
    tags: int = 250_000
    part_tags: int = 30_000

    @property
    def media_type(self) -> str:
        return self.main.decode().removesuffix(".main+xml")


_FORMAT = b"application/vnd.openxmlformats-officedocument."

WORD = Package(
    ".docx",
    _FORMAT + b"wordprocessingml.document.main+xml",
    ("word/document", "word/styles", "word/numbering"),
    _l("Open it in Word, LibreOffice or Google Docs and save it as a Word document (.docx)."),
)
EXCEL = Package(
    ".xlsx",
    _FORMAT + b"spreadsheetml.sheet.main+xml",
    ("xl/sharedStrings", "xl/worksheets/"),
    _l("Open it in Excel, LibreOffice or Google Sheets and save it as an Excel workbook (.xlsx)."),
    xml=25 * 1024 * 1024,
    tags=300_000,
)

_OTHERS: tuple[tuple[bytes, LazyString], ...] = (
    (b"%PDF-", _l("This is a PDF.")),
    (b"\xd0\xcf\x11\xe0", _l("This is an office document of an old format, or one with a password.")),
    (b"\x89PNG", _l("This is a picture.")),
    (b"\xff\xd8\xff", _l("This is a picture.")),
    (b"{\\rtf", _l("This is a document of the format RTF.")),
)
_FOREIGN: tuple[tuple[bytes, LazyString], ...] = (
    (b"wordprocessingml", _l("This is a Word document or template of another kind.")),
    (b"spreadsheetml", _l("This is an Excel workbook or template of another kind.")),
    (b"presentationml", _l("This is a presentation.")),
)


def check(content: bytes, package: Package, name: str = "") -> None:
    """Raise Invalid for `file` where this is not a small and plain document of that kind. `name` is the file's name."""
    if not content:
        raise refused(_("Choose a file that is not empty."))
    if len(content) > MAX_BYTES:
        raise refused(_("A file may have at most %(megabytes)s MB.", megabytes=MAX_BYTES // 1024**2))
    if name and PurePosixPath(name).suffix.lower() != package.ending:
        raise refused(_("The name of the file has to end with %(ending)s.", ending=package.ending), package)
    if not content.startswith(ZIP):
        said = next((words for magic, words in _OTHERS if content.startswith(magic)), None)
        raise refused(said or _("This is not the kind of file that its name says."), package)
    try:
        with opened(io.BytesIO(content), Budget(package.unpacked), package.members) as archive:
            _check_kind(archive, package)
            _check_sizes(archive, package)
    except Refusal as error:
        raise _in_words(error.reason, package) from error


def _in_words(reason: Reason, package: Package) -> Invalid:
    if reason is Reason.LARGE:
        return too_large()
    if reason is Reason.ENTITIES:
        return refused(_("This file declares entities, which no office program does."), package)
    return refused(_("This file is damaged or not complete."), package)


def refused(reason: object, package: Package | None = None) -> Invalid:
    """A refusal of the file, with what to do."""
    return Invalid({"file": [f"{reason} {package.save_as}" if package else str(reason)]})


def _check_kind(archive: Archive, package: Package) -> None:
    if "mimetype" in archive.names:
        raise refused(_("This is a document of the format OpenDocument."), package)
    if archive.types and archive.has_macros:
        raise refused(_("This document holds macros, which the hub does not take."), package)
    if package.main not in archive.types:
        said = next((words for part, words in _FOREIGN if part in archive.types), None)
        raise refused(said or _("This is not the kind of file that its name says."), package)


def _check_sizes(archive: Archive, package: Package) -> None:
    """Count what libraries would read: they make much more of XML than its bytes."""
    xml = tags = 0
    for member in archive.zip.infolist():
        size = own_tags = 0
        is_xml: bool | None = None
        for piece in archive.pieces(member):
            if is_xml is None:
                is_xml = piece.markup is not None or _begins_as_xml(piece.content)
            if is_xml:
                size += len(piece.content)
                own_tags += piece.content.count(b"<")
            if xml + size > package.xml or tags + own_tags > package.tags:
                raise too_large()
        if not member.filename.startswith(package.texts) and (size > package.part or own_tags > package.part_tags):
            raise too_large()
        xml, tags = xml + size, tags + own_tags


def _begins_as_xml(start: bytes) -> bool:
    """Whether a library may read this as XML: it finds parts by their relations, whatever they are called."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"", b"<")


def too_large() -> Invalid:
    """The refusal of a file that would take too long to read."""
    return refused(
        _("This file unpacks to far more than the hub can read. Take out pictures and sheets that are not needed.")
    )

"""Office documents that people send: looked at as a ZIP archive before any library opens them.

A document of Word or Excel is an archive of XML files. Archives may unpack to more than a machine holds, and XML
may name entities and files of others; what is let through here is small, plain and of the kind that its name says.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.errors import Invalid

MAX_BYTES = 10 * 1024 * 1024
"""Bytes of an upload."""
CHUNK = 64 * 1024
OVERLAP = 40
"""Bytes of a chunk that are looked at again with the next, so that no word is cut in two unseen."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


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
    (b"macroEnabled", _l("This document holds macros, which the hub does not take.")),
    (b"wordprocessingml", _l("This is a Word document or template of another kind.")),
    (b"spreadsheetml", _l("This is an Excel workbook or template of another kind.")),
    (b"presentationml", _l("This is a presentation.")),
)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|utf-16|us-ascii)""", re.IGNORECASE)


def check(content: bytes, package: Package, name: str = "") -> None:
    """Raise Invalid for `file` where this is not a small and plain document of that kind. `name` is the file's name."""
    if not content:
        raise refused(_("Choose a file that is not empty."))
    if len(content) > MAX_BYTES:
        raise refused(_("A file may have at most %(megabytes)s MB.", megabytes=MAX_BYTES // 1024**2))
    if name and PurePosixPath(name).suffix.lower() != package.ending:
        raise refused(_("The name of the file has to end with %(ending)s.", ending=package.ending), package)
    if not content.startswith(b"PK\x03\x04"):
        said = next((words for magic, words in _OTHERS if content.startswith(magic)), None)
        raise refused(said or _("This is not the kind of file that its name says."), package)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive, package)
            _check_kind(archive, package)
            _check_parts(archive, package)
    except BROKEN as error:
        raise refused(_("This file is damaged or not complete."), package) from error


def refused(reason: object, package: Package | None = None) -> Invalid:
    """A refusal of the file, with what to do."""
    return Invalid({"file": [f"{reason} {package.save_as}" if package else str(reason)]})


def _check_members(archive: zipfile.ZipFile, package: Package) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > package.members or sum(member.file_size for member in members) > package.unpacked:
        raise too_large()
    plain = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if len(names) < len(members) or any(m.flag_bits & 1 or m.compress_type not in plain for m in members):
        raise zipfile.BadZipFile


def _check_kind(archive: zipfile.ZipFile, package: Package) -> None:
    if "mimetype" in archive.namelist():
        raise refused(_("This is a document of the format OpenDocument."), package)
    try:
        with archive.open("[Content_Types].xml") as file:
            types = file.read(package.part)
    except KeyError:
        raise refused(_("This is not the kind of file that its name says."), package) from None
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    if package.main in types and not has_macros:
        return
    said = _FOREIGN[0][1] if has_macros else next((words for part, words in _FOREIGN if part in types), None)
    raise refused(said or _("This is not the kind of file that its name says."), package)


def _check_parts(archive: zipfile.ZipFile, package: Package) -> None:
    """Unpack everything once and count: what an archive says of its sizes may be a lie."""
    unpacked = xml = tags = 0
    for member in archive.infolist():
        size = own_tags = 0
        before, is_text = b"", member.filename.startswith(package.texts)
        for chunk in _chunks(archive, member):
            unpacked += len(chunk)
            if _is_xml(member.filename):
                size += len(chunk)
                xml += len(chunk)
                own_tags += chunk.count(b"<")
                _check_markup(before[-OVERLAP:] + chunk, package)
                before = chunk
            if unpacked > package.unpacked or xml > package.xml or tags + own_tags > package.tags:
                raise too_large()
        if not is_text and (size > package.part or own_tags > package.part_tags):
            raise too_large()
        tags += own_tags


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _check_markup(chunk: bytes, package: Package) -> None:
    """No document of an office program declares entities, or is written in an encoding that hides them."""
    plain = chunk.replace(b"\x00", b"")
    if _ENTITIES.search(plain) or _ENCODING.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe")):
        raise refused(_("This file declares entities, which no office program does."), package)


def too_large() -> Invalid:
    """The refusal of a file that would take too long to read."""
    return refused(
        _("This file unpacks to far more than the hub can read. Take out pictures and sheets that are not needed.")
    )

"""What a file is, found from its content: its name may say anything."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from flask_babel import gettext as _

from hub.errors import Invalid

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ZIP_MEMBERS = {
    "word/document.xml": (f"{_OFFICE}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_OFFICE}.presentationml.presentation", ".pptx"),
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_MAGIC = (
    (b"%PDF-", "application/pdf", (".pdf",)),
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
)
MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes that an office document may unpack to; more is a bomb."""


def detect(name: str, content: bytes) -> str:
    """The media type of a file. Raises Invalid where the hub does not take it or its name does not fit."""
    media_type, endings = _recognize(content)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in endings:
        raise Invalid({"file": [_("The content of this file does not fit the ending of its name, %(ending)s.",
                                  ending=ending or "–")]})  # fmt: skip
    return media_type


def _recognize(content: bytes) -> tuple[str, tuple[str, ...]]:
    for magic, media_type, endings in _MAGIC:
        if content.startswith(magic):
            return media_type, endings
    if content.startswith(b"PK\x03\x04"):
        return _recognize_zip(content)
    if _is_text(content):
        return "text/plain", (".txt", ".csv", ".md")
    raise _refused()


def _refused() -> Invalid:
    return Invalid({"file": [_("The hub takes PDF, office documents, PNG, JPEG, text and CSV.")]})


def _recognize_zip(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise _refused()
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                media_type = archive.read("mimetype").decode("ascii", "replace").strip()
                if media_type in _OPEN_DOCUMENT:
                    return media_type, (_OPEN_DOCUMENT[media_type],)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _refused() from error
    for member, (media_type, ending) in _ZIP_MEMBERS.items():
        if member in names:
            return media_type, (ending,)
    raise _refused()


def _is_text(content: bytes) -> bool:
    head = content[:200_000]
    if b"\x00" in head or head.lstrip()[:1] == b"<":
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return bool(head)

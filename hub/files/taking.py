"""Looking at an upload before anything is stored: what it is, whether it is harmless, and how it will be kept."""

import os
from dataclasses import dataclass
from typing import IO

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from hub.files.archives import check_archive
from hub.files.names import clean_name
from hub.files.pictures import drawn_anew
from hub.files.quotas import MAX_BYTES, megabytes
from hub.files.recognizing import PICTURES, recognize, refused, require_ending


@dataclass(frozen=True)
class Looked:
    """A file that may be kept, and its content as it will be."""

    name: str
    media_type: str
    stream: IO[bytes]
    size: int


def look_at(upload: FileStorage) -> Looked:
    """Check an upload; pictures are drawn anew. It may take seconds, so no transaction should wait for it.

    Raises Invalid with the reason, for `file`.
    """
    stream, name = upload.stream, clean_name(upload.filename or "")
    _check_size(_length(stream))
    recognized = recognize(stream)
    found = recognized or check_archive(stream)
    require_ending(name, found)
    if found in PICTURES.values():
        stream = drawn_anew(stream, found)
        _check_size(_length(stream))
    return Looked(name, found.media_type, stream, _length(stream))


def _length(stream: IO[bytes]) -> int:
    return stream.seek(0, os.SEEK_END)


def _check_size(size: int) -> None:
    if size == 0:
        raise refused(_("This file is empty. Choose another."))
    if size > MAX_BYTES:
        raise refused(
            _("This file has %(size)s MB; the hub takes up to %(most)s MB. Make it smaller, or give a link to it.",
              size=megabytes(size), most=megabytes(MAX_BYTES))
        )  # fmt: skip

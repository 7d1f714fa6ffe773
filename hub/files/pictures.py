"""Pictures are drawn anew: only what is seen is kept, not where it was taken, by whom, or what hides behind it."""

import io
import warnings
from threading import Lock
from typing import IO, Any

from flask_babel import gettext as _
from PIL import Image, ImageOps

from hub.errors import Invalid
from hub.files.recognizing import PICTURES, FileType, refused

MOST_PIXELS = 40_000_000
"""A picture of this size takes about 160 MB while it is drawn; one at a time is, in each process."""
LONGEST_SIDE = 16_000
LARGEST_PROFILE = 4_096
"""Bytes of a colour profile that is kept: the usual ones are smaller, and larger ones hold more than colours."""
MODES = {
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("1", "L", "P"),
}
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 90, "method": 2},
    "GIF": {},
}

_one_at_a_time = Lock()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def drawn_anew(stream: IO[bytes], found: FileType) -> io.BytesIO:
    """The picture, upright, without metadata, and without what follows it. Of several in one file, the first.

    Raises Invalid where it is too large or cannot be drawn.
    """
    form = next(name for name, kind in PICTURES.items() if kind == found)
    stream.seek(0)
    try:
        with _one_at_a_time, Image.open(stream, formats=(form,)) as picture:
            _check_size(picture)
            return _drawn(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Invalid:
        raise
    except Exception as error:  # decoders raise anything on what was made to hurt them
        raise refused(_("This picture is damaged or not complete. Save it again in an image program.")) from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_large()


def _too_large() -> Invalid:
    return refused(
        _("This picture has more than %(most)d million points. Make it smaller.", most=MOST_PIXELS // 1_000_000)
    )


def _drawn(picture: Image.Image, form: str) -> io.BytesIO:
    picture.seek(0)
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in MODES[form]:
        upright = upright.convert(MODES[form][-1] if form in ("PNG", "WEBP", "GIF") else "RGB")
    profile = upright.info.get("icc_profile") or b""
    kept: dict[Any, Any] = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
    upright.info = kept  # the encoders would write all the rest of it again
    out = io.BytesIO()
    small = {"icc_profile": profile} if 0 < len(profile) <= LARGEST_PROFILE else {}
    upright.save(out, form, **OPTIONS[form], **small)
    return out

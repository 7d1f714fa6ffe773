"""Pictures are drawn anew: upright, and without what they hide."""

import io
import struct
import zlib

import pytest
from flask import Flask
from PIL import Image

from hub.errors import Invalid
from hub.files import pictures
from hub.files.taking import Looked, look_at
from tests.hub.files.made import PHOTOGRAPHER, PLACE, picture, upload

pytestmark = pytest.mark.one_database

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


def look(form: str, content: bytes) -> tuple[Looked, bytes]:
    looked = look_at(upload(f"photo.{ENDINGS[form]}", content))
    looked.stream.seek(0)
    return looked, looked.stream.read()


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_but_what_is_seen_is_kept(app: Flask, form: str) -> None:
    content = picture(form, mode="P" if form == "GIF" else "RGB")
    hidden = content + b"<script>alert('Zuqbarel')</script>" + b"PK\x03\x04"
    looked, kept = look(form, hidden)
    assert (PHOTOGRAPHER.encode() in content, b"Zuqbarel" in kept) == (True, False)
    assert PLACE.encode() not in kept and b"Exif" not in kept and b"script" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size) == (form, (40, 20))
        assert not dict(image.getexif())
        assert not {"comment", "exif", "xmp", "Author", "dpi"} & set(image.info)
        red, _green, blue = image.convert("RGB").getpixel((5, 10))  # type: ignore[misc]
        assert red > 200 > 60 > blue
    assert looked.size == len(kept)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_taken_sideways_is_turned_upright(app: Flask, form: str) -> None:
    _looked, kept = look(form, picture(form, orientation=6))
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (20, 40)
        red, _green, blue = image.convert("RGB").getpixel((10, 5))  # type: ignore[misc]
        assert red > 200 > 60 > blue


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_kind_stay_what_they_are(app: Flask, mode: str) -> None:
    image = Image.new("L", (8, 8), 200).convert("RGBA" if mode in ("LA", "RGBA") else "L")
    out = io.BytesIO()
    (image.convert(mode) if mode != "I;16" else Image.new("I;16", (8, 8), 40_000)).save(out, "PNG")
    _looked, kept = look("PNG", out.getvalue())
    with Image.open(io.BytesIO(kept)) as again:
        assert again.mode == mode


def test_transparency_stays(app: Flask) -> None:
    for form, mode in (("PNG", "P"), ("GIF", "P"), ("PNG", "RGBA"), ("WEBP", "RGBA")):
        image = Image.new("RGBA", (8, 8), (255, 0, 0, 0)).convert(mode)
        out = io.BytesIO()
        image.save(out, form, **({"transparency": image.getpixel((0, 0))} if mode == "P" else {}))
        _looked, kept = look(form, out.getvalue())
        with Image.open(io.BytesIO(kept)) as again:
            assert again.convert("RGBA").getpixel((4, 4))[3] == 0, (form, mode)  # type: ignore[index]


def test_of_a_moving_picture_the_first_frame_is_kept(app: Flask) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    for form in ("GIF", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
        _looked, kept = look(form, out.getvalue())
        with Image.open(io.BytesIO(kept)) as image:
            assert getattr(image, "n_frames", 1) == 1
            assert image.convert("RGB").getpixel((4, 4))[0] > 200  # type: ignore[index]


def test_a_small_colour_profile_stays_and_a_large_one_goes(app: Flask) -> None:
    for size, stays in ((400, True), (pictures.LARGEST_PROFILE + 1, False)):
        _looked, kept = look("PNG", picture("PNG", icc_profile=b"\x00" * size))
        with Image.open(io.BytesIO(kept)) as image:
            assert ("icc_profile" in image.info) is stays


def png_of(width: int, height: int) -> bytes:
    """A PNG that says to be of this size, and holds one row."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    row = zlib.compress(bytes(1 + 3 * width), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (50_000, 50_000), (100_000, 1), (7_000, 6_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn(
    app: Flask, width: int, height: int
) -> None:
    with pytest.raises(Invalid) as refused:
        look_at(upload("bomb.png", png_of(width, height)))
    assert "40 million points" in refused.value.flat()[0]["message"]


def test_a_text_that_unpacks_endlessly_is_refused(app: Flask) -> None:
    text = zlib.compress(bytes(200 * 1024 * 1024), 9)
    data = b"Comment\x00\x00" + text
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    content = picture("PNG")
    with pytest.raises(Invalid):
        look_at(upload("bomb.png", content[:33] + chunk + content[33:]))


@pytest.mark.parametrize("form", ENDINGS)
def test_what_cannot_be_drawn_is_refused_in_words(app: Flask, form: str) -> None:
    content = picture(form, size=(200, 200), mode="P" if form == "GIF" else "RGB")
    broken = (content[: len(content) // 2], content[:20], content[:30] + bytes(len(content)))
    for one in broken:
        with pytest.raises(Invalid) as refused:
            look_at(upload(f"photo.{ENDINGS[form]}", one))
        assert "damaged" in refused.value.flat()[0]["message"]

"""Files as people and others send them, made on the fly."""

import io
import zipfile
import zlib
from struct import pack
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from werkzeug.datastructures import FileStorage

WORD_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
SHEET_TYPES = WORD_TYPES.replace(b"wordprocessingml.document", b"spreadsheetml.sheet").replace(b"/word/", b"/xl/")


def upload(name: str, content: bytes) -> FileStorage:
    return FileStorage(io.BytesIO(content), name)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(more: dict[str, bytes] | None = None, types: bytes = WORD_TYPES, document: bytes = b"<w/>") -> bytes:
    """A document of Word, as far as the hub looks at it."""
    return packed({"[Content_Types].xml": types, "word/document.xml": document} | (more or {}))


def sheet(more: dict[str, bytes] | None = None) -> bytes:
    return packed({"[Content_Types].xml": SHEET_TYPES, "xl/workbook.xml": b"<w/>"} | (more or {}))


def open_document(kind: str = "text", more: dict[str, bytes] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": mimetype, "content.xml": b"<o/>"} | (more or {}))


def bomb(megabytes: int) -> bytes:
    """Deflated noughts, by the thousandth part of their size."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1024 * 1024)
    return b"".join(deflater.compress(block) for _ in range(megabytes)) + deflater.flush()


def crumbs(content: bytes) -> bytes:
    """Deflated so that out of each 64 KB of it comes one byte: the rest are blocks that hold nothing."""
    blocks = (pack("<B2HB", 0, 1, 0xFFFE, byte) + b"\x00\x00\x00\xff\xff" * 13_200 for byte in content)
    return b"".join(blocks) + b"\x01\x00\x00\xff\xff"


def lying(stream: bytes, declared: int, name: bytes = b"word/media/a.xml") -> bytes:
    """A document with a member that says to be of another size than it unpacks to, and has the checksum of that."""
    made = bytearray(word({name.decode(): b"?"}, document=b"<w/>"))
    out = io.BytesIO(bytes(made))
    with zipfile.ZipFile(out) as archive:
        member = archive.getinfo(name.decode())
        start, central = member.header_offset, archive.start_dir
        others = bytes(made[:start]), bytes(made[central:])
    crc = zlib.crc32(bytes(declared))
    header = pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(stream), declared, len(name), 0) + name
    directory = bytearray(others[1])
    place = directory.rfind(b"PK\x01\x02")
    directory[place + 10 : place + 12] = pack("<H", 8)
    directory[place + 16 : place + 28] = pack("<3I", crc, len(stream), declared)
    end = directory.rfind(b"PK\x05\x06")
    directory[end + 16 : end + 20] = pack("<I", start + len(header) + len(stream))
    return others[0] + header + stream + bytes(directory)


def marked_encrypted(content: bytes) -> bytes:
    """The archive with the mark that its members need a password."""
    made = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(mark)
        while start >= 0:
            made[start + place] |= 1
            start = made.find(mark, start + 4)
    return bytes(made)


PHOTOGRAPHER, PLACE = "Zuqbarel Photographer", "Zuqbarel place"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red, with names and a place in everything that can hold them."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = PHOTOGRAPHER, options.pop("orientation", 1)
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[0x1B] = "N", (46.0, 12.0, 0.0), PLACE
    more: dict[str, Any] = {"comment": PHOTOGRAPHER.encode()} if form in ("JPEG", "GIF") else {}
    if form == "PNG":
        info = PngInfo()
        info.add_text("Author", PHOTOGRAPHER)
        info.add_itxt("XML:com.adobe.xmp", f"<x>{PLACE}</x>")
        more["pnginfo"] = info
    if form in ("JPEG", "PNG", "WEBP"):
        more["exif"] = exif
    if form in ("JPEG", "WEBP"):
        more["xmp"] = f"<x:xmpmeta>{PLACE}</x:xmpmeta>".encode()
    out = io.BytesIO()
    image.convert(mode).save(out, form, **more, **options)
    return out.getvalue()

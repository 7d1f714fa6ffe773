"""Office documents that mean harm, or are something else: refused before any library opens them."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from hub.errors import Invalid
from hub.paper.packages import EXCEL, MAX_BYTES, WORD, check
from hub.unpacking import CHUNK

pytestmark = pytest.mark.one_database

TYPES = b'<Types><Override PartName="/word/document.xml" ContentType="%s"/></Types>'
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def word(main: bytes = WORD.main, document: bytes = b"<w/>", **more: bytes) -> bytes:
    files = {"[Content_Types].xml": TYPES % main, "word/document.xml": document}
    return archive(files | {name.replace("__", "/"): content for name, content in more.items()})


def twice() -> bytes:
    """An archive that holds two files of one name, of which each program may read another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("[Content_Types].xml", TYPES % WORD.main)
        made.writestr("word/document.xml", b"<w/>")
        made.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


def encrypted() -> bytes:
    """An archive that says of its files that they need a password."""
    content = bytearray(word())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


def torn() -> bytes:
    """An archive with a few bytes overwritten in the middle of a file."""
    content = bytearray(word(document=bytes(range(256)) * 20))
    content[300:340] = b"\xff" * 40
    return bytes(content)


def of_format(name: str) -> bytes:
    return word(b"application/vnd.openxmlformats-officedocument." + name.encode() + b".main+xml")


def settings_of(size: int) -> bytes:
    return archive({"[Content_Types].xml": TYPES % WORD.main, "word/settings.xml": b" " * size})


SECRET = '<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not empty"),
    "far too large": (lambda: b"PK\x03\x04" + bytes(MAX_BYTES), "10 MB"),
    "a PDF": (lambda: b"%PDF-1.7", "PDF"),
    "an old document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "picture"),
    "RTF": (lambda: b"{\\rtf1", "RTF"),
    "a page": (lambda: b"<html>", "not the kind"),
    "half an archive": (lambda: word()[:-30], "damaged"),
    "a torn file": (torn, "damaged"),
    "a password": (encrypted, "damaged"),
    "an unusual compression": (lambda: archive({"word/document.xml": b"<w/>"}, zipfile.ZIP_LZMA), "damaged"),
    "a name twice": (twice, "damaged"),
    "any archive": (lambda: archive({"a.txt": b"x"}), "not the kind"),
    "OpenDocument": (lambda: archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "a workbook": (lambda: word(EXCEL.main), "Excel workbook"),
    "a template": (lambda: of_format("wordprocessingml.template"), "template"),
    "a presentation": (lambda: of_format("presentationml.presentation"), "presentation"),
    "macros by type": (lambda: word(MACROS), "macros"),
    "macros by file": (
        lambda: archive({"[Content_Types].xml": TYPES % WORD.main, "word/vbaProject.bin": b""}),
        "macros",
    ),
    "controls": (lambda: word(**{"word__activeX__activeX1.xml": b"<x/>"}), "macros"),
    "a bomb": (lambda: word(document=b" " * (WORD.xml + 1)), "unpacks"),
    "a bomb of pictures": (lambda: word(word__media__a_png=bytes(WORD.unpacked)), "unpacks"),
    "a bomb of tags": (lambda: word(document=b"<a/>" * (WORD.tags + 1)), "unpacks"),
    "a bomb of tags under another name": (lambda: word(word__x=b" \n<a/>" * (WORD.tags + 1)), "unpacks"),
    "a bomb of tags behind blanks": (lambda: word(word__x=b" " * 100_000 + b"<a/>" * (WORD.tags + 1)), "unpacks"),
    "a bomb of settings": (lambda: settings_of(WORD.part + 1), "unpacks"),
    "a bomb of noughts": (lambda: word(**{"word__settings.xml": bytes(WORD.part + 1)}), "unpacks"),
    "a bomb of files": (lambda: archive({f"{n}.txt": b"" for n in range(WORD.members + 1)}), "unpacks"),
    "entities": (lambda: word(document=b'<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'), "entities"),
    "entities in UTF-16": (lambda: word(document=SECRET.encode("utf-16")), "entities"),
    "entities across a border": (lambda: word(document=b" " * (CHUNK - 4) + SECRET.encode()), "entities"),
    "an encoding that hides": (
        lambda: word(document=b"<?xml version='1.0' encoding='UTF-7'?>+ADw-w/+AD4-"),
        "entities",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_plain_document_is_refused_with_words(app: Flask, what: str) -> None:
    make, words = REFUSED[what]
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        check(make(), WORD)
    (message,) = refused.value.errors["file"]
    assert words in message


@pytest.mark.parametrize("name", ["letter.xlsx", "letter", "letter.docx.exe", "../letter.odt"])
def test_a_name_that_says_something_else_is_refused(app: Flask, name: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid):
        check(word(), WORD, name)


@pytest.mark.parametrize("name", ["letter.docx", "LETTER.DOCX", "", "../../x/رسالة.docx"])
def test_a_plain_document_passes(app: Flask, name: str) -> None:
    document = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w>text</w>'
    with app.test_request_context():
        assert check(word(document=document), WORD, name) is None


def test_an_archive_that_lies_of_its_sizes_gains_nothing(app: Flask) -> None:
    """No library reads more of a file than its archive says, and then its checksum is wrong."""
    true, lie = (5_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    content = word(document=b"a" * 5_000)
    assert content.count(true) == 2
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        check(content.replace(true, lie), WORD)
    assert "damaged" in refused.value.errors["file"][0]

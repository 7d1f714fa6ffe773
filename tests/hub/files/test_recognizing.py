"""What a file is: found from its content, and refused by its name where the hub does not take it."""

import pytest
from flask import Flask

from hub.errors import Invalid
from hub.files.taking import look_at
from tests.hub.files.made import open_document, packed, picture, sheet, upload, word

pytestmark = pytest.mark.one_database

TAKEN: dict[str, tuple[bytes, str]] = {
    "Report.pdf": (b"%PDF-1.7 and more", "application/pdf"),
    "Letter.docx": (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "Table.XLSX": (sheet(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "Letter.odt": (open_document(), "application/vnd.oasis.opendocument.text"),
    "Photo.jpeg": (picture("JPEG"), "image/jpeg"),
    "Drawing.png": (picture("PNG"), "image/png"),
    "Photo.webp": (picture("WEBP"), "image/webp"),
    "Moving.gif": (picture("GIF", mode="P"), "image/gif"),
    "Notes.txt": (b"BMW, MZ and II* are letters, too. <script>alert(1)</script>", "text/plain"),
    "Table.csv": ("\ufeffname;Zahl\nRené;1\n".encode(), "text/plain"),
    "Readme.md": ("# Здравствуйте 你好".encode(), "text/plain"),
}

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "a web page": ("page.html", b"<!DOCTYPE html><p>", "web page"),
    "a web page as text": ("page.txt", b" \n <html>", "web page"),
    "a web page after a mark": ("page.txt", "\ufeff<script>1</script>".encode(), "web page"),
    "a drawing": ("image.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
    "a drawing as a picture": ("image.png", b"<?xml version='1.0'?><!-- x --><svg><script/></svg>", "SVG"),
    "a web page as PDF": ("report.pdf", b"<html>%PDF-1.7", "web page"),
    "a PDF as a web page": ("page.html", b"%PDF-1.7", "does not fit"),
    "a PDF as a picture": ("page.png", b"%PDF-1.7", "does not fit"),
    "a picture as a document": ("letter.docx", picture("PNG"), "does not fit"),
    "a table as a letter": ("letter.docx", sheet(), "does not fit"),
    "a text as a PDF": ("report.pdf", b"only letters", "does not fit"),
    "no ending": ("report", b"%PDF-1.7", "does not fit"),
    "two endings": ("report.pdf.exe", b"%PDF-1.7", "does not fit"),
    "a program of Windows": ("run.txt", b"MZ\x90\x00\x03", "program"),
    "a program of Linux": ("run.pdf", b"\x7fELF\x02\x01", "program"),
    "a class of Java": ("run.docx", b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "program"),
    "an archive": ("many.zip", packed({"anything": b"x"}), "archive"),
    "an archive as a document": ("many.docx", packed({"anything": b"x"}), "archive"),
    "another archive": ("many.gz", b"\x1f\x8b\x08\x00\x00", "archive"),
    "an old document": ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
    "a document with a password": ("letter.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    "RTF": ("letter.rtf", b"{\\rtf1 hello}", "RTF"),
    "a picture of a telephone": ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00", "Save it as PNG or JPEG"),
    "a film": ("film.mp4", b"\x00\x00\x00\x18ftypisom\x00", "recording"),
    "a text in another encoding": ("notes.txt", "Grüße".encode("latin-1"), "UTF-8"),
    "a text of two bytes a letter": ("notes.txt", "hello".encode("utf-16"), "UTF-8"),
    "a text that turns into something else": ("notes.txt", b"hello\n" * 100_000 + b"\x00\x01", "UTF-8"),
    "a text that is torn": ("notes.txt", "Grüße".encode()[:3], "UTF-8"),
    "the head of an archive": ("letter.odt", b"PK\x03\x04" + b"\xff" * 200, "damaged"),
    "nothing": ("nothing.txt", b"", "empty"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_the_hub_takes_is_recognized_by_its_content(app: Flask, name: str) -> None:
    content, media_type = TAKEN[name]
    looked = look_at(upload(name, content))
    assert (looked.name, looked.media_type) == (name, media_type)
    assert looked.size > 0
    if not media_type.startswith("image/"):
        looked.stream.seek(0)
        assert looked.stream.read() == content


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_hub_does_not_take_is_refused_by_its_name(app: Flask, what: str) -> None:
    name, content, words = REFUSED[what]
    with pytest.raises(Invalid) as refused:
        look_at(upload(name, content))
    (told,) = refused.value.flat()
    assert told["field"] == "file"
    assert words in told["message"]

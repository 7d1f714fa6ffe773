"""Office documents that mean harm: bombs, lies about sizes, macros, passwords, and what is packed inside."""

import tracemalloc
import zipfile
from io import BytesIO
from random import Random

import pytest
from flask import Flask

from hub.errors import Invalid
from hub.files import archives
from hub.files.taking import look_at
from hub.unpacking import Budget, Refusal, opened
from tests.hub.files.made import (
    WORD_TYPES,
    bomb,
    crumbs,
    lying,
    marked_encrypted,
    open_document,
    packed,
    picture,
    sheet,
    upload,
    word,
)

pytestmark = pytest.mark.one_database


def torn() -> bytes:
    """A document with a few bytes overwritten in the middle."""
    made = bytearray(word(document=Random(1).randbytes(5_000)))
    made[1_000:1_300] = b"\xff" * 300
    return bytes(made)


MACROS = WORD_TYPES.replace(
    b"openxmlformats-officedocument.wordprocessingml.document", b"ms-word.document.macroEnabled"
)
TEMPLATE = WORD_TYPES.replace(b"document.main", b"template.main")
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
PACKAGE = b'<w:object><o:OLEObject ProgID="Package"/></w:object>'

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "macros by their file": ("a.docx", word({"word/vbaProject.bin": b"x"}), "macros"),
    "macros by the type": ("a.docx", word(types=MACROS), "macros"),
    "macros by the ending": ("a.docm", word({"word/vbaProject.bin": b"x"}, types=MACROS), "macros"),
    "macros of an old kind": ("a.xlsx", sheet({"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    "controls": ("a.docx", word({"word/activeX/activeX1.xml": b"<x/>"}), "macros"),
    "macros of LibreOffice": ("a.odt", open_document(more={"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
    "a template": ("a.docx", word(types=TEMPLATE), "template"),
    "a password": ("a.docx", marked_encrypted(word()), "password"),
    "entities": ("a.docx", word(document=ENTITIES), "entities"),
    "entities in two bytes a letter": ("a.docx", word(document=ENTITIES.decode().encode("utf-16")), "entities"),
    "entities far behind": ("a.xlsx", sheet({"xl/a.xml": b" " * 65_530 + ENTITIES}), "entities"),
    "entities in crumbs": ("a.docx", lying(crumbs(b"<!ENTITY"), 8), "entities"),
    "the type of a document": ("a.docx", word(document=b"<!DOCTYPE w SYSTEM 'file:///etc/passwd'><w/>"), "entities"),
    "an encoding that hides": (
        "a.docx", word(document=b"<?xml version='1.0' encoding='UTF-7'?>+ADw-w/+AD4-"), "entities",
    ),
    "a program in crumbs": ("a.docx", lying(crumbs(b"MZ\x90\x00"), 4), "packed into"),
    "a program": ("a.docx", word({"word/media/image1.png": b"MZ\x90\x00"}), "packed into"),
    "a packed program": ("a.docx", word(document=PACKAGE), "packed into"),
    "an archive": ("a.docx", word({"word/embeddings/a.bin": packed({"x": b"x"})}), "packed into"),
    "another archive": ("a.docx", word({"word/embeddings/a.bin": b"7z\xbc\xaf\x27\x1c"}), "packed into"),
    "a document in a document in it": (
        "a.docx", word({"word/embeddings/a.docx": word({"word/embeddings/b.docx": word()})}), "packed into",
    ),
    "a document with macros in it": (
        "a.docx", word({"word/embeddings/a.docx": word({"word/vbaProject.bin": b"x"})}), "packed into",
    ),
    "a path out of the archive": ("a.docx", word({"word/../../evil.xml": b"<x/>"}), "no office program"),
    "a path from the root": ("a.docx", word({"/etc/passwd": b"x"}), "no office program"),
    "a path of Windows": ("a.docx", word({"word\\evil.xml": b"<x/>"}), "no office program"),
    "two of one name": ("a.docx", word({"WORD/Document.xml": b"<x/>"}), "no office program"),
    "an unusual compression": (
        "a.docx", packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": b"<w/>"}, zipfile.ZIP_LZMA),
        "no office program",
    ),
    "a torn end": ("a.docx", word()[:-30], "damaged"),
    "a torn middle": ("a.docx", torn(), "damaged"),
    "a size that is a lie": ("a.docx", lying(bomb(1), 100), "damaged"),
    "a size that is a boast": ("a.docx", lying(bomb(1), 500_000_000), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_documents_with_surprises_are_refused_with_a_sentence(app: Flask, what: str) -> None:
    name, content, words = REFUSED[what]
    with pytest.raises(Invalid) as refused:
        look_at(upload(name, content))
    assert words in refused.value.flat()[0]["message"]


def test_usual_documents_pass(app: Flask) -> None:
    chart = word({"word/embeddings/table.xlsx": sheet({"xl/media/image1.png": picture("PNG")})})
    for name, content in (
        ("a.docx", chart),
        ("a.docx", word({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})),
        ("a.ods", open_document("spreadsheet", {"Object 1/content.xml": b"<!DOCTYPE math:math PUBLIC 'x' 'y'><m/>"})),
        ("a.odp", open_document("presentation", {"Thumbnails/thumbnail.png": picture("PNG")})),
        ("a.docx", word({"word/empty.xml": b"", "word/": b""})),
        ("a.docx", word({"customXml/item1.xml": b'<?xml version="1.0" encoding="ISO-8859-1"?><x/>'})),
    ):
        assert look_at(upload(name, content)).size == len(content)


@pytest.mark.parametrize("declared", [300 * 1024 * 1024, 100])
def test_a_bomb_is_noticed_by_what_comes_out_of_it_and_fills_no_memory(app: Flask, declared: int) -> None:
    """Whether it says so or not: the same bytes declared as they are, and as a hundred."""
    content = lying(bomb(300), declared)
    assert len(content) < 400_000
    tracemalloc.start()
    with pytest.raises(Invalid) as refused:
        look_at(upload("a.docx", content))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to far more" in refused.value.flat()[0]["message"]
    assert peak < 8_000_000


def test_many_small_bombs_count_together_and_those_inside_others_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 3_000_000)
    part = bytes(1_000_000)
    for content in (
        word({f"word/a{n}.xml": part for n in range(4)}),
        word({"word/embeddings/a.xlsx": sheet({f"xl/a{n}.xml": part for n in range(4)})}),
    ):
        with pytest.raises(Invalid) as refused:
            look_at(upload("a.docx", content))
        assert "unpacks to far more" in refused.value.flat()[0]["message"]


def test_too_many_members_are_refused(app: Flask) -> None:
    with pytest.raises(Invalid):
        look_at(upload("a.docx", word({f"word/{n}.xml": b"" for n in range(archives.MAX_MEMBERS)})))


def test_a_directory_of_thirty_thousand_names_is_refused_before_it_is_read(app: Flask) -> None:
    content = packed({f"{n:060}": b"" for n in range(30_000)})
    tracemalloc.start()
    with pytest.raises(Refusal), opened(BytesIO(content), Budget(1_000), most=100):
        pass
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()

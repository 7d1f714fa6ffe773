"""Documents that mean harm, or that some program has mangled: a clear message, and nothing else happens."""

import io
import socket
from collections.abc import Callable
from typing import Any

import pytest

from hub.paper.packages import MAX_BYTES
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository import office

pytestmark = pytest.mark.one_database


@pytest.fixture
def path_and_document(client: HubClient) -> tuple[HubClient, str, bytes]:
    author = user("focal_point")
    made = practice("draft", submitter=author)
    focal, path = client.as_(author), f"/practices/{made.slug}/document"
    return focal, path, focal.get(f"{path}.docx").data


def _in_main(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        return office.repacked(content, lambda name, part: change(part) if name == "word/document.xml" else part)

    return changed


def _without(lost: str) -> Callable[[bytes], bytes]:
    return lambda content: office.repacked(content, lambda name, part: None if name == lost else part)


def _deep(part: bytes) -> bytes:
    return part.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 1_000 + b"</w:sdt>" * 1_000, 1)


MANGLED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _content: b"",
    "a PDF": lambda _content: b"%PDF-1.7 not a document",
    "the first half": lambda content: content[: len(content) // 2],
    "too much": lambda content: content + bytes(MAX_BYTES),
    "no main part": _without("word/document.xml"),
    "no types": _without("[Content_Types].xml"),
    "no relations": _without("_rels/.rels"),
    "half the XML": _in_main(lambda part: part[: len(part) // 2]),
    "no XML": _in_main(lambda _part: b"text"),
    "other XML": _in_main(lambda _part: b"<document/>"),
    "an entity": _in_main(lambda part: b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + part[55:]),
    "very deep": _in_main(_deep),
    "50 MB of text": _in_main(
        lambda part: part.replace(b"<w:body>", b"<w:body><w:p>" + b"x" * 50_000_000 + b"</w:p>", 1)
    ),
    "11 MB of text": _in_main(lambda part: part.replace(b"What was done", b"x" * 11_000_000, 1)),
    "no table": _in_main(lambda part: part.replace(b"w:tbl>", b"w:sec>")),
}


@pytest.mark.parametrize("what", MANGLED)
def test_a_mangled_document_is_refused_with_words_beside_the_field(path_and_document: Any, what: str) -> None:
    focal, path, content = path_and_document
    upload = office.upload(MANGLED[what](content), "practice.docx")
    answer = focal.post(path, **upload)
    assert answer.status_code == 422
    assert 'id="f-file-err"' in answer.text and "<title>Error: " in answer.text
    assert "root:" not in answer.text


def test_no_file_and_a_wrong_name_are_told(path_and_document: Any) -> None:
    focal, path, content = path_and_document
    assert "Choose a file first." in focal.post(path).text
    wrong = focal.post(path, data={"file": (io.BytesIO(content), "../../practice.pdf")})
    assert wrong.status_code == 422 and "has to end with .docx" in wrong.text


def test_odd_parts_of_a_document_do_no_harm(path_and_document: Any) -> None:
    """Styles in a circle, lists of nowhere, links and templates that lead elsewhere: nobody goes there."""
    focal, path, content = path_and_document
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.1)
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/template.dotm"
        document = office.opened(content)
        cell = office.answer(document, "summary")
        for circle, number in (("A", "999"), ("B", "x" * 50)):
            place = f"<w:numPr><w:ilvl w:val='{number}'/><w:numId w:val='77'/></w:numPr>"
            run = "<w:r><w:rPr><w:rStyle w:val='A'/></w:rPr><w:t>Words</w:t></w:r>"
            words = f"<w:hyperlink r:id='rIdNone'>{run}</w:hyperlink>"
            office.put(cell, f"<w:p {{w}}><w:pPr><w:pStyle w:val='{circle}'/>{place}</w:pPr>{words}</w:p>")
        link = document.part.relate_to("javascript:alert(1)", office.HYPERLINK, is_external=True)
        office.put(cell, f"<w:p {{w}}><w:hyperlink r:id='{link}'><w:r><w:t>Click</w:t></w:r></w:hyperlink></w:p>")
        for name, parent in (("A", "B"), ("B", "A")):
            style = (
                f"<w:style {office.nsdecls('w')} w:type='paragraph' w:styleId='{name}'><w:basedOn w:val='{parent}'/>"
            )
            document.styles.element.append(office.parse_xml(f"{style}</w:style>"))
        document.part._settings_part.relate_to(there, office.TEMPLATE, is_external=True)
        answer = focal.post(path, data={"file": (io.BytesIO(office.saved(document)), "practice.docx")})
        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert answer.status_code == 200
    assert "Words" in answer.text and "Click" in answer.text and "javascript" not in answer.text


def test_what_people_write_is_shown_as_text(path_and_document: Any) -> None:
    focal, path, content = path_and_document
    edited = office.edited(content, summary="<script>alert(1)</script>", countries='"><img src=x onerror=alert(1)>')
    page = focal.post(path, data={"file": (io.BytesIO(edited), "practice.docx")}).text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;" in page

"""Paragraphs far longer than people write them are read in one go."""

from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hub.paper.word.lookups import Lookups
from hub.paper.word.runs import LONGEST, Words

LINK = '<w:instrText>HYPERLINK "https://example.org/f"</w:instrText>'


def _read(runs: str) -> list[tuple[str, str]]:
    """The words of a paragraph, each with where it leads."""
    paragraph: Any = parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>")
    return [(span.text, span.style.link) for span in Words(Lookups(Document())).read(paragraph)]


def _turn(kind: str) -> str:
    return f"<w:fldChar w:fldCharType='{kind}'/>"


def test_an_instruction_without_end_is_no_link_for_any_word_of_its_field() -> None:
    instruction = "<w:instrText>x</w:instrText>" * LONGEST + LINK + f"<w:instrText>{'x' * 1_000_000}</w:instrText>"
    words = "<w:t>word</w:t>" * 10_000
    found = _read(f"<w:r>{_turn('begin')}{instruction}{_turn('separate')}{words}{_turn('end')}</w:r>")
    assert found == [("word", "")] * 10_000


def test_words_lead_where_the_innermost_field_around_them_does() -> None:
    inner = f"{_turn('begin')}<w:instrText>PAGE</w:instrText>{_turn('separate')}<w:t>1</w:t>{_turn('end')}"
    found = _read(f"<w:r>{_turn('begin')}{LINK}{_turn('separate')}{inner}<w:t>a</w:t>{_turn('end')}<w:t>b</w:t></w:r>")
    assert found == [("1", "https://example.org/f"), ("a", "https://example.org/f"), ("b", "")]

"""What a text is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

PARAGRAPH, HEADING, ITEM, QUOTE, CODE, RULE, TABLE = (
    "paragraph", "heading", "item", "quote", "code", "rule", "table",
)  # fmt: skip
HEADINGS = 4
"""Levels of headings that every office program knows below those of our own."""


class Style(NamedTuple):
    """How letters look, and where they lead."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""


PLAIN = Style()


class Span(NamedTuple):
    """Letters of one style; "\\n" breaks a line within a paragraph."""

    text: str
    style: Style = PLAIN


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of some kind, a rule, or a table.

    `level`: of a heading from 1, of an item from 0. `number`: of an item in a numbered list. `rows`: of a table,
    the first one its heading.
    """

    kind: str
    spans: Spans = ()
    level: int = 0
    number: int | None = None
    rows: tuple[tuple[Spans, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def paragraph(*spans: Span) -> Block:
    return Block(PARAGRAPH, spans)


def lines_of(blocks: Iterable[Block], *, links: bool = False) -> list[str]:
    """A text as plain lines, as answers of few words are given; with `links`, words are followed by their address."""
    found: list[str] = []
    for block in blocks:
        for cells in block.rows or ((block.spans,),):
            found += " ".join(_words(cell, links) for cell in cells).splitlines()
    return [line.strip() for line in found if line.strip()]


def _words(spans: Spans, links: bool) -> str:
    said = ""
    for place, (text, style) in enumerate(spans):
        said += text
        ends = place + 1 == len(spans) or spans[place + 1].style.link != style.link
        if links and ends and style.link and style.link.rstrip("/") not in said:
            said += f" – {style.link}"
    return said

"""The rows of the tables of a document, whichever program wrote it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from docx import Document
from flask_babel import gettext as _

from hub.paper.packages import WORD, check, refused
from hub.paper.richtext.blocks import (
    CODE,
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTE,
    TABLE,
    Block,
    Span,
    lines_of,
)
from hub.paper.word import styles
from hub.paper.word.lookups import Lookups, Place, qn
from hub.paper.word.rich import OWN_HEADINGS
from hub.paper.word.runs import Words

MOST_ROWS, MOST_LETTERS = 1_000, 10_000
"""Rows of a document that are read, and letters of a cell that are read with their formatting."""
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")))


@dataclass
class Cell:
    """The text of a cell. `unread` names what stands in it and is no text: "picture", "document"."""

    blocks: list[Block] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass
class WordFile:
    """All rows of all tables, and the text around them."""

    rows: list[list[Cell]]
    around: str


def read_word(content: bytes, name: str = "", base: str = "") -> WordFile:
    """Raises Invalid for `file` where this is no document that the hub, which stands at `base`, can read."""
    check(content, WORD, name)
    try:
        document = Document(io.BytesIO(content))
        return _Reader(Lookups(document, base)).read(document.element.body)
    except Exception as error:  # whatever the library stumbles over in a document that was made by hand
        raise refused(_("This document cannot be read."), WORD) from error


class _Reader:
    def __init__(self, lookups: Lookups) -> None:
        self.lookups = lookups
        self.numbers: dict[str, dict[int, int]] = {}

    def read(self, body: Any) -> WordFile:
        rows: list[list[Cell]] = []
        around = Cell()
        for element in _unwrapped(body):
            if element.tag == qn("w:tbl"):
                rows += self._rows(element)
            elif element.tag == qn("w:p"):
                self._paragraph(element, around)
        return WordFile(rows[:MOST_ROWS], around.text)

    def _rows(self, table: Any) -> list[list[Cell]]:
        rows = (row for row in _unwrapped(table) if row.tag == qn("w:tr") and not _is_deleted(row))
        return [[self._cell(cell) for cell in _unwrapped(row) if cell.tag == qn("w:tc")] for row in rows]

    def _cell(self, element: Any) -> Cell:
        cell = Cell()
        joined: tuple[Span, ...] = ()
        for child in _unwrapped(element):
            if child.tag == qn("w:tbl"):
                rows = tuple(tuple(_one_line(inner) for inner in row) for row in self._rows(child))
                cell.blocks.append(Block(TABLE, rows=rows))
            elif child.tag == qn("w:altChunk"):
                cell.unread.add("document")
            elif child.tag == qn("w:p"):
                joined = self._paragraph(child, cell, joined)
        return shortened(cell)

    def _paragraph(self, element: Any, cell: Cell, before: tuple[Span, ...] = ()) -> tuple[Span, ...]:
        """Add a paragraph to a cell. One whose end was deleted goes on with the next: then its words are returned."""
        words = Words(self.lookups)
        spans = (*before, *words.read(element))
        if words.pictures:
            cell.unread.add("picture")
        properties = element.find(qn("w:pPr"))
        mark = properties.find(qn("w:rPr")) if properties is not None else None
        if mark is not None and mark.find(qn("w:del")) is not None:
            return spans
        if spans:
            cell.blocks.append(self._block(properties, spans))
        return ()

    def _block(self, properties: Any, spans: tuple[Span, ...]) -> Block:
        name = self.lookups.style_name(properties)
        if name.startswith("heading ") and name[8:].isdigit():
            return Block(HEADING, spans, max(int(name[8:]) - OWN_HEADINGS, 1))
        if place := self.lookups.place(properties):
            return Block(ITEM, spans, place.level, self._number(place))
        if name in (styles.QUOTE.lower(), "intense quote", "quotations"):
            return Block(QUOTE, spans)
        if name in (styles.CODE.lower(), "preformatted text", "html preformatted"):
            return Block(CODE, (Span("".join(text for text, _style in spans)),))
        return Block(PARAGRAPH, spans)

    def _number(self, place: Place) -> int | None:
        if not place.is_numbered:
            return None
        numbers = self.numbers.setdefault(place.list_id, {})
        for deeper in [level for level in numbers if level > place.level]:
            del numbers[deeper]
        before = numbers.get(place.level, self.lookups.start(place.list_id, place.level) - 1)
        numbers[place.level] = before + 1
        return before + 1


def _unwrapped(element: Any) -> Iterator[Any]:
    """The children of an element, also those inside controls and insertions."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        elif isinstance(child.tag, str):
            yield child


def _is_deleted(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None


def _one_line(cell: Cell) -> tuple[Span, ...]:
    """A cell of a table within an answer: its paragraphs in one line."""
    found: list[Span] = []
    for block in cell.blocks:
        found += [Span(" "), *block.spans] if found else block.spans
    return tuple(found)


def shortened(cell: Cell) -> Cell:
    """A cell that is longer than any field may be, as plain text: to tidy it would take long, and help nobody."""
    if sum(map(_size, cell.blocks)) <= MOST_LETTERS:
        return cell
    text = "\n".join(lines_of(cell.blocks))
    return Cell([Block(CODE, (Span(text[: 2 * MOST_LETTERS]),))], cell.unread)


def _size(block: Block) -> int:
    """Letters of a block, and the cells of its table once all its rows are as long as the longest."""
    cells = len(block.rows) * max(map(len, block.rows), default=0)
    return cells + sum(len(span.text) for spans in (block.spans, *chain(*block.rows)) for span in spans)

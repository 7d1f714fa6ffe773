"""Blocks as paragraphs of a document: real lists, real headings, real links."""

from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from hub.i18n import RIGHT_TO_LEFT
from hub.paper.richtext.blocks import CODE, HEADING, ITEM, QUOTE, RULE, TABLE, Block, Span, Spans
from hub.paper.richtext.tidying import without_unwanted
from hub.paper.word import styles
from hub.paper.word.numbering import Numbering
from hub.paper.word.page import TEXT_WIDTH
from hub.paper.word.tables import add_table

OWN_HEADINGS = 2
"""Levels of headings that the frame of a document takes; those of a text come below."""


class Writer:
    """Writes texts into the cells of one document. `base` is the hub's own address, for links that name a path."""

    def __init__(self, document: Any, base: str, language: str) -> None:
        self.document, self.base, self.language = document, base, language
        self.numbering = Numbering(document)

    def write(self, place: Any, blocks: Sequence[Block], language: str) -> None:
        """Add a text in a language to the document or a cell."""
        self.numbering.interrupt()
        for block in blocks:
            if block.kind == TABLE:
                self._table(place, block, language)
            else:
                self._paragraph(self._next_paragraph(place), block, language)

    def say(self, place: Any, style: str, text: str, language: str = "") -> Any:
        """Add one plain paragraph to the document or a cell."""
        paragraph = self._next_paragraph(place)
        paragraph._p.style = styles.style_id(style)
        self._fill(paragraph, (Span(text),), language or self.language)
        return paragraph

    def _paragraph(self, paragraph: Any, block: Block, language: str) -> None:
        if block.kind == RULE:
            paragraph.add_run("———")
            return
        paragraph._p.style = styles.style_id(_style_of(block))
        if block.kind == ITEM:
            self.numbering.put(paragraph, block)
        else:
            self.numbering.interrupt()
        self._fill(paragraph, block.spans, language)

    def _next_paragraph(self, place: Any) -> Any:
        """An empty paragraph at the end: in a cell the one that it has from the beginning, or a further one."""
        last = place.paragraphs[-1] if place is not self.document else None
        return place.add_paragraph() if last is None or len(last._p) else last

    def _table(self, place: Any, block: Block, language: str) -> None:
        self.numbering.interrupt()
        columns = len(block.rows[0])
        width = TEXT_WIDTH if place is self.document else place.width
        table = add_table(place, [Length(width // columns)] * columns, is_rtl=language in RIGHT_TO_LEFT)
        for row in block.rows:
            for inner, spans in zip(table.add_row().cells, row, strict=True):
                self._fill(inner.paragraphs[0], spans, language)

    def _fill(self, paragraph: Any, spans: Spans, language: str) -> None:
        if (language in RIGHT_TO_LEFT) != (self.language in RIGHT_TO_LEFT):
            _turn(paragraph, language in RIGHT_TO_LEFT)
        for span in spans:
            run = paragraph.add_run(without_unwanted(span.text))
            _style_run(run, span, language)
            if span.style.link:
                self._link(paragraph, run, span.style.link)

    def _link(self, paragraph: Any, run: Any, address: str) -> None:
        target = f"{self.base}{address}" if address.startswith("/") else address
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.style = "Hyperlink"
        run._r.addprevious(link)
        link.append(run._r)


def _style_of(block: Block) -> str:
    if block.kind == HEADING:
        return f"heading {block.level + OWN_HEADINGS}"
    return {ITEM: styles.LIST, QUOTE: styles.QUOTE, CODE: styles.CODE}.get(block.kind, styles.NORMAL)


def _style_run(run: Any, span: Span, language: str) -> None:
    style, font = span.style, run.font
    if style.bold:
        font.bold = font.cs_bold = True
    if style.italic:
        font.italic = font.cs_italic = True
    if style.strike:
        font.strike = True
    if style.code:
        font.name = styles.MONOSPACE
    if language in RIGHT_TO_LEFT:
        font.rtl = True
    _say_language(run, language)


def _say_language(run: Any, language: str) -> None:
    """For whoever reads aloud, and checks spelling."""
    said = OxmlElement("w:lang")
    slot = "w:bidi" if language in RIGHT_TO_LEFT else "w:eastAsia" if language == "zh" else "w:val"
    said.set(qn(slot), styles.locale_of(language))
    run._r.get_or_add_rPr().append(said)


def _turn(paragraph: Any, is_rtl: bool) -> None:
    """Let a paragraph run against the direction of the document."""
    turned = OxmlElement("w:bidi")
    if not is_rtl:
        turned.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()
    following = properties.xpath("./w:spacing|./w:ind|./w:jc|./w:outlineLvl|./w:rPr")
    following[0].addprevious(turned) if following else properties.append(turned)

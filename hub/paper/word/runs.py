"""The words of a paragraph, as they read when all tracked changes are accepted."""

import re
from collections.abc import Iterator
from typing import Any

from hub.paper.richtext.blocks import PLAIN, Span, Style
from hub.paper.word.lookups import Lookups, is_on, qn

_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr")))
"""What was deleted or moved away, and what holds no words."""
_MONOSPACE = re.compile(r"courier|mono|consolas|menlo", re.IGNORECASE)
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_SIGNS = {
    qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "",
}  # fmt: skip
_DEEPEST = 4
"""Fields within fields of which the outermost may still hold a link."""
LONGEST = 2_000
"""Letters of the instruction of a field; an address that is longer is none."""
_SHAPE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PICTURES = frozenset((*map(qn, ("w:drawing", "w:pict", "w:object")), _SHAPE))


class Words:
    """Reads one paragraph. `pictures` tells afterwards whether there was something other than words."""

    def __init__(self, lookups: Lookups) -> None:
        self.lookups = lookups
        self.pictures = False
        self.fields: list[str] = []
        """The instructions of fields that are open: a link may be written as one."""
        self.links: list[str] = []
        """Where these fields lead, as far as their instructions are complete."""
        self.is_instruction = False

    def read(self, element: Any, link: str = "") -> Iterator[Span]:
        """The words below an element, which may stand in insertions, links and controls."""
        for child in element:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self.read(child, self.lookups.targets.get(child.get(qn("r:id"), ""), ""))
            elif child.tag == qn("w:fldSimple"):
                yield from self.read(child, _address(child.get(qn("w:instr"), "")) or link)
            elif child.tag == qn("m:t"):
                yield Span(child.text or "")
            else:
                yield from self.read(child, link)

    def _run(self, run: Any, link: str) -> Iterator[Span]:
        properties = run.find(qn("w:rPr"))
        if is_on(properties, "w:vanish"):
            return
        style = self._style(properties)
        for child in run:
            if child.tag == qn("w:fldChar"):
                self._turn_field(child.get(qn("w:fldCharType"), ""))
            elif child.tag == qn("w:instrText") and self.fields:
                self.fields[-1] = (self.fields[-1] + (child.text or ""))[:LONGEST]
            elif child.tag in _PICTURES:
                self.pictures = True
            elif not self.is_instruction and (text := _text(child)):
                yield Span(text, style._replace(link=link or self._field_link()))

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self.fields, self.links = [*self.fields[-_DEEPEST:], ""], [*self.links[-_DEEPEST:], ""]
        elif kind == "separate" and self.fields:
            self.links[-1] = self.links[-1] or _address(self.fields[-1])
            self.fields[-1] = ""
        elif kind == "end" and self.fields:
            self.fields.pop()
            self.links.pop()
        self.is_instruction = kind == "begin"

    def _field_link(self) -> str:
        return next(filter(None, reversed(self.links)), "")

    def _style(self, properties: Any) -> Style:
        if properties is None:
            return PLAIN
        look = self.lookups
        is_rtl = bool(is_on(properties, "w:rtl"))
        return Style(
            bold=look.is_styled(properties, "w:bCs" if is_rtl else "w:b"),
            italic=look.is_styled(properties, "w:iCs" if is_rtl else "w:i"),
            strike=look.is_styled(properties, "w:strike") or look.is_styled(properties, "w:dstrike"),
            code=bool(_MONOSPACE.search(look.font(properties))),
        )


def _text(element: Any) -> str:
    return (element.text or "") if element.tag == qn("w:t") else _SIGNS.get(element.tag, "")


def _address(instruction: str) -> str:
    found = _ADDRESS.search(instruction[:LONGEST])
    return found[1] if found else ""

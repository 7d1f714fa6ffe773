"""Lists of a document: bullets, and numbers that begin where they are told to."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hub.paper.richtext.blocks import Block

LEVELS = 9
BULLETS, NUMBERS = 1, 2


class Numbering:
    """Gives the items that are written their place in a list."""

    def __init__(self, document: Any) -> None:
        self.element = document.part.numbering_part.element
        for child in list(self.element):
            self.element.remove(child)
        for kind in (BULLETS, NUMBERS):
            self.element.append(parse_xml(_abstract(kind)))
        self.last = 0
        self.bullets = self._add(BULLETS)
        self.running: dict[int, int] = {}

    def interrupt(self) -> None:
        """Let the next item begin a list."""
        self.running = {}

    def put(self, paragraph: Any, item: Block) -> None:
        """Make a paragraph an item."""
        self.running = {level: number for level, number in self.running.items() if level <= item.level}
        if item.number is None:
            self.running.pop(item.level, None)
            found = self.bullets
        else:
            found = self.running.get(item.level) or self._add(NUMBERS, item.level, item.number)
            self.running[item.level] = found
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = item.level
        properties.get_or_add_numId().val = found

    def _add(self, kind: int, level: int = 0, start: int = 1) -> int:
        self.last += 1
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self.element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.last}"><w:abstractNumId w:val="{kind}"/>'
                f"{override if kind == NUMBERS else ''}</w:num>"
            )
        )
        return self.last


def _abstract(kind: int) -> str:
    levels = "".join(_level(kind, level) for level in range(LEVELS))
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(kind: int, level: int) -> str:
    shape, text = ("bullet", "•◦▪"[level % 3]) if kind == BULLETS else ("decimal", f"%{level + 1}.")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )

"""What paragraphs of a document refer to: styles, lists, and the targets of links."""

from functools import cache
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn as _qualified

qn = cache(_qualified)
"""The name of a tag as lxml has it; asked for at every letter of a document."""
W_VAL = qn("w:val")
_DEEPEST = 12
"""Styles that may lie below one another; a circle of styles ends here."""
_OFF = ("0", "false", "off", "none")


def is_on(properties: Any, name: str) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said of it."""
    found = properties.find(qn(name)) if properties is not None else None
    if found is None:
        return None
    return found.get(W_VAL, "1").lower() not in _OFF


class Place(NamedTuple):
    """Where an item stands: its list, its level from 0, and whether the list is numbered."""

    list_id: str
    level: int
    is_numbered: bool


class Lookups:
    """Reads the parts of a document that others refer to, once. Links to `base`, the hub, become paths again."""

    def __init__(self, document: Any, base: str = "") -> None:
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.targets = {
            name: link.target_ref.removeprefix(base) if link.target_ref.startswith(f"{base}/") else link.target_ref
            for name, link in document.part.rels.items()
            if link.is_external and link.reltype == RELATIONSHIP_TYPE.HYPERLINK
        }
        self.switches: dict[tuple[str, str], bool] = {}
        self._read_lists(document)

    def _read_lists(self, document: Any) -> None:
        self.lists: dict[str, str] = {}
        self.shapes: dict[tuple[str, int], str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        try:
            element = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except (KeyError, AttributeError):
            return
        for abstract in element.iter(qn("w:abstractNum")):
            self._read_levels(f"abstract {abstract.get(qn('w:abstractNumId'))}", abstract)
        for one in element.iter(qn("w:num")):
            number, kind = str(one.get(qn("w:numId"))), one.find(qn("w:abstractNumId"))
            self.lists[number] = f"abstract {kind.get(W_VAL)}" if kind is not None else ""
            for override in one.iter(qn("w:lvlOverride")):
                self._read_override(number, override)

    def _read_levels(self, name: str, element: Any) -> None:
        for level in element.iter(qn("w:lvl")):
            depth = whole(level.get(qn("w:ilvl")))
            shape, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
            self.shapes[name, depth] = shape.get(W_VAL, "") if shape is not None else "decimal"
            self.starts[name, depth] = whole(start.get(W_VAL), 1) if start is not None else 1

    def _read_override(self, number: str, override: Any) -> None:
        start = override.find(qn("w:startOverride"))
        if start is not None:
            self.starts[number, whole(override.get(qn("w:ilvl")))] = whole(start.get(W_VAL), 1)
        self._read_levels(number, override)

    def style_name(self, properties: Any) -> str:
        """The name of the style of a paragraph, in lower case."""
        return next((name for name in self._names(self._style_id(properties, "w:pStyle")) if name), "")

    def is_styled(self, run: Any, switch: str) -> bool:
        """Whether letters have bold or the like, of their own or by a style of letters."""
        said = is_on(run, switch)
        return self._is_style(self._style_id(run, "w:rStyle"), switch) if said is None else said

    def _is_style(self, style_id: str, switch: str) -> bool:
        """Whether a style of letters switches something on; asked so often that it is noted."""
        if (style_id, switch) not in self.switches:
            said = (is_on(style.find(qn("w:rPr")), switch) for style in self._parents(style_id))
            self.switches[style_id, switch] = next((on for on in said if on is not None), False)
        return self.switches[style_id, switch]

    def font(self, run: Any) -> str:
        """The font of letters, where it is not that of their paragraph."""
        fonts = run.find(qn("w:rFonts")) if run is not None else None
        return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""

    def place(self, properties: Any) -> Place | None:
        """Where a paragraph stands in a list; None where in no list."""
        own = properties.find(qn("w:numPr")) if properties is not None else None
        for numbering in (own, *self._numbering_of_styles(properties)):
            number = numbering.find(qn("w:numId")) if numbering is not None else None
            if number is not None:
                return self._place(str(number.get(W_VAL)), numbering.find(qn("w:ilvl")))
        return None

    def start(self, list_id: str, level: int) -> int:
        """The number that a list begins with."""
        return self.starts.get((list_id, level)) or self.starts.get((self.lists.get(list_id, ""), level)) or 1

    def _place(self, list_id: str, depth: Any) -> Place | None:
        level = min(whole(depth.get(W_VAL)), 8) if depth is not None else 0
        shape = self.shapes.get((list_id, level)) or self.shapes.get((self.lists.get(list_id, ""), level))
        if list_id == "0" or shape in (None, "none"):
            return None
        return Place(list_id, level, shape != "bullet")

    def _numbering_of_styles(self, properties: Any) -> list[Any]:
        found = []
        for style in self._parents(self._style_id(properties, "w:pStyle")):
            inner = style.find(qn("w:pPr"))
            if inner is not None and inner.find(qn("w:numPr")) is not None:
                found.append(inner.find(qn("w:numPr")))
        return found

    def _style_id(self, properties: Any, name: str) -> str:
        found = properties.find(qn(name)) if properties is not None else None
        return str(found.get(W_VAL, "")) if found is not None else ""

    def _parents(self, style_id: str) -> list[Any]:
        """A style and those that it is based on."""
        found: list[Any] = []
        while style_id in self.styles and len(found) < _DEEPEST:
            style = self.styles[style_id]
            found.append(style)
            parent = style.find(qn("w:basedOn"))
            style_id = parent.get(W_VAL, "") if parent is not None else ""
        return found

    def _names(self, style_id: str) -> list[str]:
        """The names of a style and its parents; an unknown style is named by its id."""
        names = [style.find(qn("w:name")) for style in self._parents(style_id)]
        return [name.get(W_VAL, "").lower() for name in names if name is not None] or [style_id.lower()]


def whole(text: str | None, otherwise: int = 0) -> int:
    """A number of an attribute, which may hold anything."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise

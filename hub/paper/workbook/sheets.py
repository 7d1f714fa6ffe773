"""The cells of a workbook as they stand in its file: only those that are there, however far apart."""

import io
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from hub.errors import Invalid
from hub.paper.packages import EXCEL, check, refused, too_large

LAST_ROW, LAST_COLUMN = 5_000, 500
"""How far cells are read; what lies beyond is reported."""
MOST_CELLS, MOST_OTHERS = 100_000, 5_000
"""Cells of all sheets, and what else stands in them; both go far beyond what people fill in."""
MOST_LETTERS = 5_000_000
"""Letters of formulas, each counted as long as the longest that it may repeat, and of what stands beside the rows."""
_OF_ROWS = frozenset(f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("row", "c", "v", "f", "is", "t", "r", "rPr"))
_MERGED, _LINK, _FORMULA = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("mergeCell", "hyperlink", "f"))
_BESIDE = ("/comments", "/table")
"""Kinds of parts that belong to a sheet, and name ranges of it."""


class Cell(NamedTuple):
    """A value with its kind: "s" text, "n" number, "b" yes or no, "d" date or time, "f" formula, "e" error."""

    value: Any
    kind: str


class Place(NamedTuple):
    """A cell of a sheet. `column` 0 stands for the row as a whole."""

    sheet: str
    row: int
    column: int = 0

    @property
    def letter(self) -> str:
        return get_column_letter(self.column) if self.column else ""


@dataclass
class Sheet:
    """The cells of a sheet by row and column, from 1, and the ranges that are merged as (first, last) places."""

    name: str
    is_hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    beyond: Place | None = None
    """The first cell that lies too far away to be read."""


def read_sheets(content: bytes, name: str = "") -> list[Sheet]:
    """Raises Invalid for `file` where this is no workbook that the hub can read."""
    check(content, EXCEL, name)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        reader = _Reader(book)
        return [reader.read(source) for source in book.worksheets]
    except Invalid:
        raise
    except Exception as error:  # whatever the library stumbles over in a workbook that was made by hand
        raise refused(_("This workbook cannot be read."), EXCEL) from error


class _Reader:
    """Goes through sheets with the library's own parser of rows: its sheets would fill up all that lies between.

    What stands beside the rows, such as rules of formatting, is only counted: the library makes much of little there.
    Whoever writes the workbook again makes a cell of each that a range names, so these count as cells.
    """

    def __init__(self, book: Any) -> None:
        self.book = book
        self.cells = self.others = self.letters = self.longest = 0

    def read(self, source: Any) -> Sheet:
        """The cells of a sheet."""
        sheet = Sheet(source.title, source.sheet_state != "visible")
        parser = WorkSheetParser(
            io.BytesIO(),  # it is given rows one by one
            source._shared_strings,
            epoch=self.book.epoch,
            date_formats=self.book._date_formats,
            timedelta_formats=self.book._timedelta_formats,
        )
        with self.book._archive.open(source._worksheet_path) as file:
            for _event, element in iterparse(file):
                if element.tag == ROW_TAG:
                    self._take(sheet, *parser.parse_row(element))
                    element.clear()
                elif element.tag == _MERGED:
                    sheet.merged.append(_range(sheet.name, element.get("ref", "")))
                self._count(element)
        self._count_beside(source)
        return sheet

    def _take(self, sheet: Sheet, number: int, cells: list[dict[str, Any]]) -> None:
        self.cells += len(cells)
        for cell in cells:
            if cell["value"] is None or cell["value"] == "":
                continue
            if number > LAST_ROW or cell["column"] > LAST_COLUMN:
                sheet.beyond = sheet.beyond or Place(sheet.name, number, min(cell["column"], 16_384))
            else:
                sheet.rows.setdefault(number, {})[cell["column"]] = Cell(cell["value"], cell["data_type"])

    def _count(self, element: Any) -> None:
        if element.tag == _FORMULA:
            self.longest = max(self.longest, len(element.text or ""))
            self.letters += self.longest
        elif element.tag not in _OF_ROWS:
            self.others += 1
            self.letters += sum(map(len, element.attrib.values()))
        if element.tag in (_MERGED, _LINK):
            self.cells += _size(element)
        self._check()

    def _count_beside(self, source: Any) -> None:
        """Count the cells that notes and tables name."""
        archive, path = self.book._archive, get_rels_path(source._worksheet_path)
        relations = get_dependents(archive, path) if path in archive.namelist() else ()
        for relation in relations:
            if relation.Type.endswith(_BESIDE) and relation.target in archive.namelist():
                with archive.open(relation.target) as file:
                    for _event, element in iterparse(file):
                        self.cells += _size(element)
                        self._check()

    def _check(self) -> None:
        if self.cells > MOST_CELLS or self.others > MOST_OTHERS or self.letters > MOST_LETTERS:
            raise too_large()


def _size(element: Any) -> int:
    """The number of cells that the range of an element holds."""
    if ":" not in (reference := element.get("ref", "")):
        return 0
    left, top, right, bottom = range_boundaries(reference)
    return max(int(right or 1) - int(left or 1) + 1, 0) * max(int(bottom or 1) - int(top or 1) + 1, 0)


def _range(name: str, reference: str) -> tuple[Place, Place]:
    left, top, right, bottom = range_boundaries(reference)
    return Place(name, int(top or 1), int(left or 1)), Place(name, int(bottom or 1), int(right or 1))

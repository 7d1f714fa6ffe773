"""Rows as the bytes of a file, one after the other: JSON Lines, CSV or XLSX."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from hub.errors import HubError
from hub.exchange.cells import disarm, disarm_within, to_cell

Row = dict[str, Any]
Rows = Iterable[Row]
About = Sequence[tuple[str, str]]
"""What a file says of itself, in lines of two cells."""

XLSX_CELL = 32_767
BLOCK = 65_536


def in_order(rows: Rows, names: Sequence[str]) -> Iterator[Row]:
    """The rows with their keys in the order of the schema, so that equal content gives equal bytes."""
    for row in rows:
        known = {name: row[name] for name in names if name in row}
        yield known | {name: row[name] for name in sorted(row.keys() - known.keys())}


def jsonl(rows: Rows, names: Sequence[str], _about: About = ()) -> Iterator[bytes]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def csv_lines(rows: Rows, names: Sequence[str], _about: About = ()) -> Iterator[bytes]:
    """A line of headings, then a line for each row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for cells in _table(rows, names):
        writer.writerow(map(disarm_within, cells))
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def xlsx(rows: Rows, names: Sequence[str], about: About = ()) -> Iterator[bytes]:
    """A workbook, row by row through files on disk, with a sheet about it in front where there is something to say.

    Raises HubError where a value is longer than a cell can be.
    """
    book = Workbook(write_only=True)
    if about:
        told = book.create_sheet("about")
        for label, text in about:
            told.append([_harmless(disarm(label)), _harmless(disarm(text))])
    sheet = book.create_sheet("hub")
    for number, cells in enumerate(_table(rows, names), 1):
        if any(len(cell) > XLSX_CELL for cell in cells):
            raise HubError(f"Row {number} holds a text longer than a cell of XLSX can be; choose jsonl or csv.")
        sheet.append([_harmless(cell) for cell in cells])
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from iter(partial(file.read, BLOCK), b"")


WRITERS: dict[str, Callable[[Rows, Sequence[str], About], Iterator[bytes]]] = {
    "jsonl": jsonl, "csv": csv_lines, "xlsx": xlsx,
}  # fmt: skip


def _harmless(cell: str) -> str:
    """A text without the characters that no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", cell)


def _table(rows: Rows, names: Sequence[str]) -> Iterator[list[str]]:
    """A line of headings, then the rows. The first row says which columns there are."""
    remaining = iter(rows)
    first = next(remaining, None)
    columns = list(first if first is not None else names)
    yield columns
    if first is not None:
        for row in chain([first], remaining):
            yield [to_cell(row[column]) for column in columns]

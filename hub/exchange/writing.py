"""Writing rows to a file, one after the other: JSON Lines, CSV or XLSX."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from hub.errors import HubError
from hub.exchange.cells import to_cell

Row = dict[str, Any]
Rows = Iterable[Row]

XLSX_CELL = 32_767


def in_order(rows: Rows, names: Sequence[str]) -> Iterator[Row]:
    """The rows with their keys in the order of the schema, so that equal content gives equal bytes."""
    for row in rows:
        known = {name: row[name] for name in names if name in row}
        yield known | {name: row[name] for name in sorted(row.keys() - known.keys())}


def write_jsonl(rows: Rows, names: Sequence[str], out: IO[bytes]) -> None:
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def write_csv(rows: Rows, names: Sequence[str], out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    for cells in _table(rows, names):
        writer.writerow(cells)
    text.flush()
    text.detach()


def write_xlsx(rows: Rows, names: Sequence[str], out: IO[bytes]) -> None:
    """Raises HubError where a value is longer than a cell can be."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("hub")
    for number, cells in enumerate(_table(rows, names), 1):
        if any(len(cell) > XLSX_CELL for cell in cells):
            raise HubError(f"Row {number} holds a text longer than a cell of XLSX can be; choose jsonl or csv.")
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in cells])
    book.save(out)


WRITERS: dict[str, Callable[[Rows, Sequence[str], IO[bytes]], None]] = {
    "jsonl": write_jsonl, "csv": write_csv, "xlsx": write_xlsx,
}  # fmt: skip


def _table(rows: Rows, names: Sequence[str]) -> Iterator[list[str]]:
    """A line of headings, then the rows. The first row says which columns there are."""
    remaining = iter(rows)
    first = next(remaining, None)
    columns = list(first if first is not None else names)
    yield columns
    if first is not None:
        for row in chain([first], remaining):
            yield [to_cell(row[column]) for column in columns]

"""Excel workbooks as people fill them in."""

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from repository.exchange.workbooks import write_workbook

GOOD: dict[str, Any] = {
    "title": "One office for returning families",
    "summary": "A single office **answers** all questions.\n\n- one\n- two",
    "practice_type": "Information service",
    "language": "English",
    "scope": "national",
    "countries": "Kenya; TZ",
    "start_year": 2020,
    "objectives_primary": "21",
    "benefit_impact": "One visit in place of five.",
    "lead_organizations": "City of Nairobi (Local authorities and communities)",
}


def keys_of(sheet: Any) -> list[str]:
    return [str(cell.value).rpartition("[")[2].rstrip("]") for cell in sheet[1]]


def filled(*rows: dict[str, Any], change: Any = None) -> bytes:
    """The template with rows below its heading; `change` may do more to the book. Two underscores stand for a dot."""
    book = load_workbook(io.BytesIO(write_workbook()))
    sheet = book.worksheets[0]
    keys = keys_of(sheet)
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            sheet.cell(number, keys.index(name.replace("__", ".")) + 1, value)
    if change:
        change(book)
    return saved(book)


def of_our_own(*rows: list[Any]) -> bytes:
    """A workbook that nobody downloaded."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

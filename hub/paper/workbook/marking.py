"""The workbook that somebody sent, with each cell that cannot be taken marked, and the reason beside it."""

import io
from collections.abc import Iterable

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from hub.paper.packages import EXCEL, refused
from hub.paper.workbook.sheets import LAST_COLUMN, LAST_ROW
from hub.paper.workbook.table import CellProblem

MARK = PatternFill("solid", fgColor="F5A79E")
MOST_MARKS = 2_000


def marked(content: bytes, problems: Iterable[CellProblem]) -> bytes:
    """Raises Invalid for `file` where the workbook holds what the library cannot write again."""
    by_cell: dict[tuple[str, int, int], list[str]] = {}
    for problem in problems:
        place = (problem.place.sheet, problem.place.row, max(problem.place.column, 1))
        if place[1] <= LAST_ROW and place[2] <= LAST_COLUMN:
            by_cell.setdefault(place, []).append(problem.message)
    try:
        book = load_workbook(io.BytesIO(content), keep_links=False)
        for (name, row, column), messages in list(by_cell.items())[:MOST_MARKS]:
            cell = book[name].cell(row, column)
            cell.fill = MARK
            cell.comment = Comment("\n".join(messages), _("Migration Network Hub"), width=320, height=120)
        out = io.BytesIO()
        book.save(out)
    except Exception as error:  # pictures, charts and the like of a workbook that was made by hand
        raise refused(_("This workbook cannot be written again, so nothing in it could be marked."), EXCEL) from error
    return out.getvalue()

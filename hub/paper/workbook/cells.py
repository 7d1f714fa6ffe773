"""What a cell says, whatever a spreadsheet has made of it."""

import math

from flask_babel import gettext as _
from marshmallow.fields import Field

from hub.exchange.cells import rearm
from hub.paper.richtext import without_unwanted
from hub.paper.workbook.sheets import Cell
from hub.schemas import Year

LONGEST = 40_000
"""Letters of a cell; Excel itself allows fewer."""


def text_of(cell: Cell, field: Field) -> str:
    """The text of a cell. Raises ValueError, with words for people, where it is none."""
    if cell.kind == "f":
        raise ValueError(_("This is a formula. Copy the cell, and paste it as a value."))
    if cell.kind == "e":
        raise ValueError(_("This cell shows the error %(error)s.", error=str(cell.value)[:20]))
    if cell.kind == "d":
        if isinstance(field, Year):
            raise ValueError(_("This is a date. Give the year alone, such as 2021."))
        raise ValueError(_("This is a date or a time. Format the cell as text, and type it again."))
    if isinstance(cell.value, bool):
        return "TRUE" if cell.value else "FALSE"
    if isinstance(cell.value, (int, float)):
        return _number(cell.value)
    text = str(cell.value).replace("_x000D_", "")
    if len(text) > LONGEST:
        raise ValueError(_("This text is far too long: a cell holds at most 32,767 characters."))
    return rearm(without_unwanted(text))


def _number(value: float) -> str:
    """A number as people write it: 2021.0 is a year."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[:50]

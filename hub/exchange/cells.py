"""Values in the cells of a table (CSV, XLSX) and back.

A list of texts stands as `a; b; c`, anything deeper as JSON. A text that a spreadsheet would run as a formula
gets an apostrophe in front, which an import takes off again.

In CSV so does what stands so after a semicolon, a tab or a line break within a text: a spreadsheet that is told of
other separators than the comma parts the text there, and then it is a cell. Quotes do not help, as they only count
where a cell begins.
"""

import json
import re
from typing import Any

from marshmallow import fields
from marshmallow.fields import Field

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
_FORMULA_WITHIN = re.compile(r"(?<=[;\t\r\n])(?=[ '\"]*[=+\-@\t\r])")
_DISARMED_WITHIN = re.compile(r"(?<=[;\t\r\n])'(?=[ '\"]*[=+\-@\t\r])")


def disarm(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def rearm(cell: str) -> str:
    """The text that `disarm` made harmless."""
    return cell[1:] if _DISARMED.match(cell) else cell


def disarm_within(cell: str) -> str:
    """The text of a cell of CSV, of which no part is taken for a formula either."""
    return _FORMULA_WITHIN.sub("'", cell)


def rearm_within(cell: str) -> str:
    """The text that `disarm_within` made harmless."""
    return _DISARMED_WITHIN.sub("", cell)


def to_cell(value: Any) -> str:
    """A value of a row as the text of a cell."""
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return disarm(value if isinstance(value, str) else _structure(value))


def _structure(value: Any) -> str:
    plain = isinstance(value, list) and all(isinstance(v, str) and v == v.strip() and v and ";" not in v for v in value)
    if plain and not value[0].startswith("["):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def from_cell(cell: str, field: Field) -> Any:
    """What the schema's field is to load, from a cell of CSV. Raises ValueError for JSON that cannot be read."""
    text = rearm(rearm_within(cell))
    if isinstance(field, fields.Nested):
        return json.loads(text)
    if isinstance(field, fields.List):
        if text.lstrip().startswith("[") or isinstance(field.inner, fields.Nested):
            return json.loads(text)
        return [part.strip() for part in text.split(";") if part.strip()]
    return text

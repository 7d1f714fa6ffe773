"""Reading what a browser sent, into the shape in which the API would give it."""

from typing import Any

from marshmallow.fields import Field
from werkzeug.datastructures import MultiDict

from hub.forms.numbers import row_number
from hub.schemas import Record, Rows, field_list, is_blank

Typed = MultiDict[str, str]


def read(name: str, field: Field, typed: Typed) -> Any:
    """The raw value of a field."""
    widget = field.metadata.get("widget")
    if widget in ("checkboxes", "folded"):
        return [value for value in typed.getlist(name) if value]
    if widget == "checkbox":
        return name in typed
    if isinstance(field, Record):
        return {part: read(f"{name}-{part}", f, typed) for part, f in field_list(field.schema)}
    if isinstance(field, Rows):
        return _read_rows(name, field, typed)
    if field.metadata.get("lines"):
        return [line for line in typed.get(name, "").splitlines() if line.strip()]
    return typed.get(name, "")


def is_sent(name: str, typed: Typed) -> bool:
    """Whether something was sent of a field, if only that nothing of a list is ticked."""
    return name in typed.getlist("boxes") or any(key == name or key.startswith(f"{name}-") for key in typed)


def _read_rows(name: str, field: Rows, typed: Typed) -> list[Any]:
    """The rows that say something; what stands preset in an otherwise empty row says nothing."""
    parts = field_list(field.row_schema())
    rows = [{part: read(f"{name}-{n}-{part}", f, typed) for part, f in parts} for n in _row_numbers(name, typed)]
    telling = [part for part, f in parts if not f.metadata.get("preset")]
    return [row for row in rows if not all(is_blank(row[part]) for part in telling)]


def _row_numbers(name: str, typed: Typed) -> list[int]:
    """The numbers of rows in names like `links-0-label`."""
    keys = (key.removeprefix(f"{name}-").partition("-")[0] for key in typed if key.startswith(f"{name}-"))
    return sorted({number for number in map(row_number, keys) if number is not None and number < 1000})

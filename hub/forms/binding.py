"""Bringing fields, values and errors together, as `templates/_macros/forms.html` draws them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow.fields import Field

from hub.errors import Invalid
from hub.forms.grouping import Choices, grouped
from hub.i18n import NUMBERED
from hub.schemas import Record, Rows, field_list
from hub.taxonomy import VOCABULARIES

SPARE_ROWS = 1


@dataclass
class BoundField:
    """A field with its value and its errors. `rows` holds the fields of each row, where it has rows.

    What stands in a spare row may be left out together with it.
    """

    name: str
    source: Field
    value: Any = None
    errors: list[str] = field(default_factory=list)
    rows: list[list["BoundField"]] = field(default_factory=list)
    section: str = ""
    spare: bool = False

    def __getattr__(self, name: str) -> Any:
        """label, short, help, example, widget, maxlength and autocomplete come from the schema."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.source.metadata.get(name, "")

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def required(self) -> bool:
        return bool(self.source.metadata.get("needed")) and not self.spare

    @property
    def alone(self) -> "BoundField":
        """The same for a form of this field alone, which need not say that it is required."""
        return replace(self, spare=True)

    @property
    def choices(self) -> list[tuple[str, Any]]:
        given = self.source.metadata.get("choices")
        if given is not None:
            return list(given() if callable(given) else given)
        vocabulary = self.source.metadata.get("vocabulary")
        choices = VOCABULARIES[vocabulary].choices(str(get_locale())) if vocabulary else []
        if vocabulary in NUMBERED:
            choices = [(code, f"{code} {label}") for code, label in choices]
        return [("", _("Choose …")), *choices] if self.widget == "select" else choices

    @property
    def chosen(self) -> Choices:
        """The choices that are chosen, which a folded list keeps in sight."""
        return [(code, label) for code, label in self.choices if code in (self.value or ())]

    @property
    def groups(self) -> list[tuple[str, Choices]]:
        """The choices that are not chosen, by group."""
        rest = [(code, label) for code, label in self.choices if code not in (self.value or ())]
        return grouped(self.vocabulary, rest, str(get_locale()))


def bind(name: str, source: Field, value: Any, errors: Any, section: str = "") -> list[BoundField]:
    """The bound fields of a schema's field: one, or one for each part of a record."""
    section = section or str(source.metadata.get("section", ""))
    if isinstance(source, Record):
        return _bind_parts(name, source.schema, value, errors, section)
    rows = _bind_rows(name, source, value or [], errors) if isinstance(source, Rows) else []
    if source.metadata.get("lines") and isinstance(value, (list, tuple)):
        value = "\n".join(str(line) for line in value)
    own = _messages({} if isinstance(source, Rows) and isinstance(errors, Mapping) else errors)
    return [BoundField(name, source, "" if value is None else value, own, rows, section)]


def _messages(errors: Any) -> list[str]:
    return [entry["message"] for entry in Invalid({"": errors}).flat()] if errors else []


def _bind_parts(name: str, schema: Any, value: Any, errors: Any, section: str) -> list[BoundField]:
    values = value if isinstance(value, Mapping) else {}
    wrong = errors if isinstance(errors, Mapping) else {}
    return [
        bound
        for part, source in field_list(schema)
        for bound in bind(f"{name}-{part}", source, values.get(part), wrong.get(part), section)
    ]


def _bind_rows(name: str, source: Rows, value: list[Any], errors: Any) -> list[list[BoundField]]:
    """The rows that there are, and a few to fill in."""
    wrong = errors if isinstance(errors, Mapping) else {}
    shown = [*value, *([{}] * SPARE_ROWS)][: source.max]
    schema = source.row_schema()
    rows = [_bind_parts(f"{name}-{n}", schema, row, wrong.get(n), "") for n, row in enumerate(shown)]
    asked = max(len(value), 1 if source.metadata.get("needed") else 0)
    return [[replace(each, spare=n >= asked) for each in row] for n, row in enumerate(rows)]

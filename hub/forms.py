"""An HTML form made from a schema: what stands in it, what was typed, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow import Schema
from marshmallow.fields import Field
from werkzeug.datastructures import MultiDict

from hub.errors import Invalid, Overtaken
from hub.schemas import Rows, field_list, is_blank
from hub.taxonomy import VOCABULARIES

SPARE_ROWS = 2


@dataclass
class BoundField:
    """A field with its value and its errors, as `templates/_macros/forms.html` draws it."""

    name: str
    field: Field
    value: Any = None
    errors: list[str] = field(default_factory=list)
    rows: list[list["BoundField"]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        """label, help, example, widget, maxlength, autocomplete and section come from the schema."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.field.metadata.get(name, "")

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def required(self) -> bool:
        return bool(self.field.metadata.get("needed"))

    @property
    def choices(self) -> list[tuple[str, Any]]:
        given = self.field.metadata.get("choices")
        if given is not None:
            return list(given() if callable(given) else given)
        vocabulary = self.field.metadata.get("vocabulary")
        choices = VOCABULARIES[vocabulary].choices(str(get_locale())) if vocabulary else []
        if vocabulary == "objectives":
            choices = [(code, f"{code} {words}") for code, words in choices]
        return [("", _("Choose …")), *choices] if self.widget == "select" else choices


class Form:
    """Draws a schema, reads a request with it and keeps what was typed when something is wrong."""

    def __init__(self, schema: Schema, values: Mapping[str, Any] | None = None, *, only: tuple[str, ...] = ()) -> None:
        self.schema = schema
        self.names = [(n, f) for n, f in field_list(schema) if not only or n in only]
        self.is_sent = request.method == "POST"
        self.raw: dict[str, Any] = self._read(request.form) if self.is_sent else dict(values or {})
        self.invalid: Invalid | None = None
        self.overtaken: Overtaken | None = None

    def load(self, **options: Any) -> dict[str, Any]:
        """What was typed, checked by the schema. Raises Invalid."""
        return dict(self.schema.load(self.raw, **options))

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Keep what is raised inside, to show it: `Invalid` at the fields, `Overtaken` above them."""
        try:
            yield
        except Invalid as error:
            self.invalid = error
        except Overtaken as error:
            self.overtaken = error

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows this form."""
        return 422 if self.invalid else 409 if self.overtaken else 200

    def differences(self, present: Mapping[str, Any]) -> list[str]:
        """The labels of fields in which what was typed differs from what is stored."""
        blank = (None, "", [], {})
        return [str(f.metadata["label"]) for name, f in self.names
                if name in present and _comparable(self.raw.get(name)) != _comparable(present[name])
                and not (self.raw.get(name) in blank and present[name] in blank)]

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields by section, in the order of the schema."""
        grouped: dict[str, list[BoundField]] = {}
        for bound in self.fields:
            grouped.setdefault(str(bound.section), []).append(bound)
        return list(grouped.items())

    @property
    def fields(self) -> list[BoundField]:
        errors = self.invalid.errors if self.invalid else {}
        return [bound for name, f in self.names for bound in _bind(name, f, self.raw.get(name), errors.get(name))]

    def __getitem__(self, name: str) -> BoundField:
        return next(bound for bound in self.fields if bound.name == name)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id of the field, its label, message) for the summary on top."""
        if not self.invalid:
            return []
        bound = [b for f in self.fields for b in (f, *(c for row in f.rows for c in row))]
        found = [(b.id, str(b.label), message) for b in bound for message in b.errors]
        shown = {name for name, _field in self.names}
        rest = {k: v for k, v in self.invalid.errors.items() if k not in shown}
        return found + [("main", _("This form"), e["message"]) for e in Invalid(rest).flat()]

    def _read(self, typed: MultiDict[str, str]) -> dict[str, Any]:
        return {name: _parse(name, f, typed) for name, f in self.names}


def _comparable(value: Any) -> Any:
    """A value as a form would send it back: texts, with the line breaks that browsers make."""
    if isinstance(value, Mapping):
        return {key: _comparable(v) for key, v in value.items() if not is_blank(v)}
    if isinstance(value, (list, tuple)):
        return [_comparable(v) for v in value]
    return str(value).replace("\r\n", "\n").strip()


def _parse(name: str, field: Field, typed: MultiDict[str, str]) -> Any:
    """The raw value of a field, in the shape in which the API would give it."""
    widget = field.metadata.get("widget")
    if widget == "checkboxes":
        return [value for value in typed.getlist(name) if value]
    if widget == "checkbox":
        return name in typed
    if widget == "record":
        return {sub: _parse(f"{name}-{sub}", f, typed) for sub, f in field_list(field.schema)}  # type: ignore[attr-defined]
    if isinstance(field, Rows):
        return _parse_rows(name, field, typed)
    if field.metadata.get("lines"):
        return [line for line in typed.get(name, "").splitlines() if line.strip()]
    return typed.get(name, "")


def _parse_rows(name: str, field: Rows, typed: MultiDict[str, str]) -> list[Any]:
    numbers = {int(part[1]) for key in typed
               if key.startswith(f"{name}-") and len(part := key.rsplit("-", 2)) == 3 and part[1].isdecimal()
               and len(part[1]) < 4}
    schema = field.row_schema()
    rows = [{sub: _parse(f"{name}-{n}-{sub}", f, typed) for sub, f in field_list(schema)} for n in sorted(numbers)]
    return [row for row in rows if not all(is_blank(row[sub]) for sub, f in field_list(schema)
                                           if not f.metadata.get("preset"))]


def _bind(name: str, field: Field, value: Any, errors: Any) -> list[BoundField]:
    if field.metadata.get("widget") == "record":
        return [bound for sub, f in field_list(field.schema)  # type: ignore[attr-defined]
                for bound in _bind_part(name, sub, f, value, errors, section=field.metadata["section"])]
    own = [str(e) for e in errors] if isinstance(errors, list) else []
    if isinstance(field, Rows):
        return [BoundField(name, field, value, own, _bind_rows(name, field, value or [], errors))]
    if field.metadata.get("lines") and isinstance(value, (list, tuple)):
        value = "\n".join(value)
        own = [e["message"] for e in Invalid(errors).flat()] if isinstance(errors, dict) else own
    elif isinstance(errors, dict):
        own = [e["message"] for e in Invalid(errors).flat()]
    return [BoundField(name, field, "" if value is None else value, own)]


def _bind_part(name: str, sub: str, field: Field, value: Any, errors: Any, section: Any = "") -> list[BoundField]:
    part = value.get(sub) if isinstance(value, Mapping) else None
    wrong = errors.get(sub) if isinstance(errors, Mapping) else None
    field.metadata["section"] = section
    return _bind(f"{name}-{sub}", field, part, wrong)


def _bind_rows(name: str, field: Rows, value: list[Any], errors: Any) -> list[list[BoundField]]:
    wrong = errors if isinstance(errors, Mapping) else {}
    padded = [*value, *([{}] * SPARE_ROWS)][: field.max]
    return [[bound for sub, f in field_list(field.row_schema())
             for bound in _bind_part(f"{name}-{n}", sub, f, row, wrong.get(n))]
            for n, row in enumerate(padded)]

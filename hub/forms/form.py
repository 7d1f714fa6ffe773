"""The form of a request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import request
from flask_babel import gettext as _
from marshmallow import Schema

from hub.errors import Invalid, Overtaken
from hub.forms.binding import BoundField, bind
from hub.forms.numbers import row_number
from hub.forms.reading import is_sent, read
from hub.schemas import field_list, is_blank


class Form:
    """Draws a schema, reads a request with it and keeps what was typed when something is wrong.

    A `patient` form may be sent in part: what is not sent keeps its value, apart from the lists of checkboxes that
    the page names in `boxes`, since a browser does not send a list in which nothing is ticked.
    """

    def __init__(
        self,
        schema: Schema,
        values: Mapping[str, Any] | None = None,
        *,
        only: tuple[str, ...] = (),
        patient: bool = False,
    ) -> None:
        self.schema = schema
        self.names = [(n, f) for n, f in field_list(schema) if not only or n in only]
        self.is_sent = request.method == "POST"
        self.raw: dict[str, Any] = dict(values or {})
        if self.is_sent:
            asked = [(n, f) for n, f in self.names if not patient or is_sent(n, request.form)]
            kept = {n: self.raw.get(n) for n, _field in self.names} if patient else {}
            self.raw = kept | {n: read(n, f, request.form) for n, f in asked}
        self.invalid: Invalid | None = None
        self.overtaken: Overtaken | None = None

    def load(self, **options: Any) -> dict[str, Any]:
        """What was typed, checked by the schema. Raises Invalid."""
        return dict(self.schema.load(self.raw, **options))

    def load_valid(self) -> dict[str, Any]:
        """What can be taken of what was typed, incomplete as it may be; `invalid` holds what is wrong with the rest."""
        values, wrong = dict(self.raw), dict[str, Any]()
        while True:
            try:
                loaded = dict(self.schema.load(values, partial=True))
            except Invalid as error:
                wrong |= error.errors
                values = {name: value for name, value in values.items() if name not in error.errors}
            else:
                self.invalid = Invalid(wrong) if wrong else None
                return loaded

    @property
    def seen(self) -> int | None:
        """The version of the thing that stood behind the form when it was opened (the macro `version` sends it)."""
        return row_number(request.form.get("version"))

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

    @property
    def fields(self) -> list[BoundField]:
        errors = self.invalid.errors if self.invalid else {}
        return [bound for name, f in self.names for bound in bind(name, f, self.raw.get(name), errors.get(name))]

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields by section, in the order of the schema."""
        grouped: dict[str, list[BoundField]] = {}
        for bound in self.fields:
            grouped.setdefault(bound.section, []).append(bound)
        return list(grouped.items())

    def __getitem__(self, name: str) -> BoundField:
        return next(bound for bound in self.fields if bound.name == name)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id of the field, its label, message) for the summary on top."""
        if not self.invalid:
            return []
        bound = [b for f in self.fields for b in (f, *(part for row in f.rows for part in row))]
        found = [(b.id, str(b.label), message) for b in bound for message in b.errors]
        own = {name for name, _field in self.names}
        rest = Invalid({name: messages for name, messages in self.invalid.errors.items() if name not in own})
        return found + [("main", _("This form"), entry["message"]) for entry in rest.flat()]

    def differences(self, present: Mapping[str, Any]) -> list[str]:
        """The labels of fields in which what was typed differs from what is stored."""
        names = self.differing(present)
        return [str(f.metadata["label"]) for name, f in self.names if name in names]

    def differing(self, present: Mapping[str, Any]) -> set[str]:
        """The names of fields in which the form differs from what is stored."""
        return {
            name
            for name, _field in self.names
            if name in present and _comparable(self.raw.get(name)) != _comparable(present[name])
        }


def _comparable(value: Any) -> Any:
    """A value as a form would send it back: texts, with the line breaks that browsers make; blank is blank."""
    if is_blank(value):
        return None
    if isinstance(value, Mapping):
        return {key: _comparable(v) for key, v in value.items() if not is_blank(v)}
    if isinstance(value, (list, tuple)):
        return [_comparable(v) for v in value]
    return str(value).replace("\r\n", "\n").strip()

"""Fields that hold small records."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema, ValidationError, fields

from hub.errors import Invalid
from hub.schemas.base import Words, is_blank, shown, too_many


class Rows(fields.List):
    """Several small records, such as links with a label; blank rows of a form are left out."""

    def __init__(
        self,
        schema: type[Schema],
        label: Words,
        help: Words = "",
        *,
        max: int = 20,
        example: Words = "",
        section: Words = "",
        needed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.row_schema, self.max, self._row = schema, max, schema()
        said = shown(kwargs, label, help, example=example, section=section, needed=needed, widget="rows")
        super().__init__(fields.Nested(schema), **said)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list."))
        if len(value) > self.max:
            raise ValidationError(too_many(self.max))
        rows, errors = [], {}
        for index, row in enumerate(value):
            try:
                rows.append(self._row.load(row))
            except Invalid as error:
                errors[index] = error.errors
        if errors:
            raise ValidationError(errors)
        return rows


class Record(fields.Nested):
    """One small record inside a form, such as a focal point: blank as a whole means None."""

    def __init__(
        self, schema: type[Schema], label: Words, help: Words = "", *, section: Words = "", **kwargs: Any
    ) -> None:
        super().__init__(schema, **shown(kwargs, label, help, section=section, widget="record"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, Mapping) and not any(value.values()):
            return None
        try:
            loaded = self.schema.load(value)
        except Invalid as error:
            raise ValidationError(error.errors) from error
        return None if is_blank(loaded) else loaded

"""What all schemas share, and what a field tells a form."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import RAISE, Schema, ValidationError, validates_schema
from marshmallow.fields import Field

from hub.errors import Invalid

Words: TypeAlias = LazyString | str


class BaseSchema(Schema):
    """Refuses unknown fields, asks for required ones, and raises `hub.errors.Invalid`."""

    class Meta:
        unknown = RAISE

    error_messages: dict[str, Any] = {  # in lists, which marshmallow takes as they are: the words are lazy
        "unknown": [_l("There is no field of this name.")],
        "type": [_l("Give an object with named fields.")],
    }

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        messages = error.messages
        raise Invalid(messages if isinstance(messages, Mapping) else {"": messages})

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _ask_for_needed(self, data: Mapping[str, Any], original: Any, partial: Any = None, **_kwargs: Any) -> None:
        if partial is True or not isinstance(original, Mapping):
            return
        needed = [name for name, field in self.fields.items() if field.metadata.get("needed")]
        # A value that is wrong is not in `data` either; it has its own message already.
        empty = [name for name in needed if is_blank(data.get(name, original.get(name)))]
        if empty:
            raise ValidationError({name: [_("Please fill this in.")] for name in empty})


def shown(
    kwargs: dict[str, Any],
    label: Words,
    help: Words = "",
    *,
    example: Words = "",
    section: Words = "",
    widget: str = "text",
    needed: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """Keyword arguments of a field, with what a form shows put into its metadata."""
    metadata = {
        "label": label,
        "help": help,
        "example": example,
        "section": section,
        "widget": widget,
        "needed": needed,
        "description": label,
        **more,
    }
    return {"allow_none": True, **kwargs, "metadata": metadata}


def too_many(most: int) -> str:
    """What to say of a list that is longer than `most`."""
    return ngettext("Give at most %(num)d item.", "Give at most %(num)d items.", most)


def is_blank(value: Any) -> bool:
    """Whether a value says nothing: None, "", [] or a record of such."""
    if isinstance(value, Mapping):
        return all(is_blank(v) for v in value.values())
    return value in (None, "", [], ())


def field_list(schema: Schema) -> list[tuple[str, Field]]:
    """The fields that can be written, in the order in which the schema declares them."""
    return [(name, field) for name, field in schema.fields.items() if not field.dump_only]

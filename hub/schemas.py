"""One schema serves form, API and import: fields that know how to check a value and how a form shows it.

Each field carries `label`, `help`, `example` and `section` in its metadata. A required field may be empty
in a draft (`load(..., partial=True)`); without `partial` it is asked for.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from marshmallow import RAISE, Schema, ValidationError, fields, validates_schema
from marshmallow.fields import Field


from hub import markup
from hub.errors import Invalid
from hub.taxonomy import VOCABULARIES

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text needs: control characters, changes of direction, and halves of characters (JSON can hold them)."""
_URL_LENGTH = 2_000


class BaseSchema(Schema):
    """Refuses unknown fields, asks for required ones, and raises `hub.errors.Invalid`."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "There is no field of this name.", "type": "Give an object with named fields."}

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        messages = error.messages
        raise Invalid(messages if isinstance(messages, Mapping) else {"": messages})

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _ask_for_needed(
        self, data: Mapping[str, Any], original: Any, partial: Any = None, **_kwargs: Any
    ) -> None:
        if partial is True:
            return
        needed = [name for name, field in self.fields.items() if field.metadata.get("needed")]
        # A value that is wrong is not in `data` either; it has its own message already.
        empty = [name for name in needed if is_blank(data.get(name, original.get(name)))]
        if empty:
            raise ValidationError(
                {name: [_("This is needed. %(help)s", help=self.fields[name].metadata["help"])] for name in empty}
            )


def shown(
    kwargs: dict[str, Any],
    label: LazyString | str,
    help: LazyString | str = "",
    *,
    example: LazyString | str = "",
    section: LazyString | str = "",
    widget: str = "text",
    needed: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """Keyword arguments of a field, with what a form shows put into its metadata."""
    metadata = {"label": label, "help": help, "example": example, "section": section, "widget": widget,
                "needed": needed, "description": label, **more}
    return {"allow_none": True, **kwargs, "metadata": metadata}


class Text(fields.String):
    """A line of text: trimmed, without control characters; blank means None."""

    widget = "text"

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, min: int = 0, max: int = 200,
                 widget: str = "", example: LazyString | str = "", section: LazyString | str = "",
                 needed: bool = False, autocomplete: str = "", **kwargs: Any) -> None:
        self.min, self.max = min, max
        super().__init__(**shown(kwargs, label, help, example=example, section=section, needed=needed,
                                 widget=widget or self.widget, maxlength=max, autocomplete=autocomplete))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | None:
        if not isinstance(value, str):
            raise ValidationError(_("Give a text."))
        text = self.clean(value)
        if not text:
            return None
        if len(text) < self.min:
            raise ValidationError(
                ngettext("Use at least %(num)d character.", "Use at least %(num)d characters.", self.min))
        if len(text) > self.max:
            raise ValidationError(_("This has %(length)d characters; %(max)d are possible.",
                                    length=len(text), max=self.max))
        self.check(text)
        return text

    def clean(self, value: str) -> str:
        return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", value)).split())

    def check(self, text: str) -> None:
        """Raise ValidationError for a text that is long enough but still no good."""


class LongText(Text):
    """Text of several lines."""

    widget = "textarea"

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, max: int = 5_000, **kwargs: Any) -> None:
        super().__init__(label, help, max=max, **kwargs)

    def clean(self, value: str) -> str:
        text = _CONTROL.sub("", unicodedata.normalize("NFC", value)).replace("\r\n", "\n").replace("\r", "\n")
        return text.strip()


class Markdown(LongText):
    """Text that is shown rendered."""

    widget = "markdown"


class Email(Text):
    """An e-mail address, kept in lower case."""

    widget = "email"
    _SHAPE = re.compile(r"[^@\s\"<>(),;:\\\[\]]{1,64}@[^@\s\"<>(),;:\\\[\]]+\.[^@\s\"<>(),;:\\\[\]]+\Z")

    def clean(self, value: str) -> str:
        return super().clean(value).lower()

    def check(self, text: str) -> None:
        if not self._SHAPE.match(text):
            raise ValidationError(_("Give an e-mail address like name@example.org."))


class Url(Text):
    """A web address with http or https."""

    widget = "url"

    def __init__(self, label: LazyString | str, help: LazyString | str = "", **kwargs: Any) -> None:
        super().__init__(label, help, max=_URL_LENGTH, **kwargs)

    def check(self, text: str) -> None:
        if not text.lower().startswith(("http://", "https://")) or not markup.safe_url(text) or " " in text:
            raise ValidationError(_("Give a web address that begins with https:// or http://."))


class Year(fields.Integer):
    """A year of our times."""

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, first: int = 1950, last: int = 2100,
                 example: str = "", section: LazyString | str = "", needed: bool = False, **kwargs: Any) -> None:
        self.first, self.last = first, last
        super().__init__(**shown(kwargs, label, help, example=example, section=section, needed=needed,
                                 widget="number"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int | None:
        if isinstance(value, str) and not value.strip():
            return None
        if isinstance(value, (bool, float)) or not re.fullmatch(r"\s*\d{1,9}\s*", str(value)):
            raise ValidationError(self._hint())
        number = int(value)
        if not self.first <= number <= self.last:
            raise ValidationError(self._hint())
        return number

    def _hint(self) -> str:
        return _("Give a whole number from %(first)d to %(last)d.", first=self.first, last=self.last)


class Number(Year):
    """A whole number within bounds."""


class Flag(fields.Boolean):
    """Yes or no."""

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, section: LazyString | str = "",
                 **kwargs: Any) -> None:
        super().__init__(**shown(kwargs, label, help, section=section, widget="checkbox"))


class Moment(fields.AwareDateTime):
    """A moment, ISO 8601; UTC where no zone is given."""

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, section: LazyString | str = "",
                 **kwargs: Any) -> None:
        from_utc = shown(kwargs, label, help, section=section, widget="text")
        super().__init__(format="iso", default_timezone=UTC, **from_utc)
        self.error_messages["invalid"] = "Give a date and time such as 2026-05-31T12:00:00Z."


class Day(fields.Date):
    """A day, ISO 8601."""

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, section: LazyString | str = "",
                 **kwargs: Any) -> None:
        super().__init__(format="iso", **shown(kwargs, label, help, section=section, widget="date"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        try:
            return super()._deserialize(value, attr, data, **kwargs)
        except ValidationError:
            raise ValidationError(_("Give a day such as 2026-05-31.")) from None


class Version(Number):
    """Which state of the thing the writer has seen; a form carries it along unseen."""

    def __init__(self) -> None:
        super().__init__(_l("Version"), _l("The version that you read, to notice changes by others."), first=1,
                         last=10**9 - 1)
        self.metadata["widget"] = "hidden"


class Choice(fields.String):
    """One of a few values that belong to no vocabulary; `choices` are pairs of value and words."""

    def __init__(self, choices: Sequence[tuple[str, LazyString | str]], label: LazyString | str,
                 help: LazyString | str = "", *, widget: str = "radios", section: LazyString | str = "",
                 needed: bool = False, **kwargs: Any) -> None:
        self.values = frozenset(value for value, _words in choices)
        super().__init__(**shown(kwargs, label, help, section=section, needed=needed, widget=widget,
                                 choices=list(choices)))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | None:
        if not isinstance(value, str) or value not in self.values | {""}:
            raise ValidationError(_("This is not one of the choices."))
        return value or None


class Code(fields.String):
    """One code of a vocabulary."""

    def __init__(self, vocabulary: str, label: LazyString | str, help: LazyString | str = "", *,
                 widget: str = "select", section: LazyString | str = "", needed: bool = False, **kwargs: Any) -> None:
        self.vocabulary = VOCABULARIES[vocabulary]
        super().__init__(**shown(kwargs, label, help, section=section, needed=needed, widget=widget,
                                 vocabulary=vocabulary))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | None:
        if not isinstance(value, str):
            raise ValidationError(_("Give a code as a text, such as %(example)s.", example=self.vocabulary.codes[0]))
        code = value.strip()
        if code and code not in self.vocabulary:
            raise ValidationError(_("%(code)s is not one of the choices.", code=code[:20]))
        return code or None


class Codes(fields.List):
    """Several codes of a vocabulary, each once, in the order given."""

    def __init__(self, vocabulary: str, label: LazyString | str, help: LazyString | str = "", *, max: int = 250,
                 widget: str = "checkboxes", section: LazyString | str = "", needed: bool = False,
                 **kwargs: Any) -> None:
        self.vocabulary, self.max = VOCABULARIES[vocabulary], max
        super().__init__(Code(vocabulary, label, allow_none=False),
                         **shown(kwargs, label, help, section=section, needed=needed, widget=widget,
                                 vocabulary=vocabulary))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of codes."))
        if len(value) > 10 * self.max:
            raise ValidationError(_("Choose %(max)d at the most.", max=self.max))
        codes = list(dict.fromkeys(code for code in super()._deserialize(value, attr, data, **kwargs) if code))
        if len(codes) > self.max:
            raise ValidationError(_("Choose %(max)d at the most.", max=self.max))
        return codes


class Texts(fields.List):
    """Several short texts, each once; a form takes one a line."""

    def __init__(self, label: LazyString | str, help: LazyString | str = "", *, max: int = 20, length: int = 80,
                 example: LazyString | str = "", section: LazyString | str = "", **kwargs: Any) -> None:
        self.max = max
        super().__init__(Text(label, max=length), **shown(kwargs, label, help, example=example, section=section,
                                                          widget="textarea", lines=True))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of texts."))
        if len(value) > self.max:
            raise ValidationError(_("Give %(max)d at the most.", max=self.max))
        return list(dict.fromkeys(t for t in super()._deserialize(value, attr, data, **kwargs) if t))


class Rows(fields.List):
    """Several small records, such as links with a label; blank rows of a form are left out."""

    def __init__(self, schema: type[Schema], label: LazyString | str, help: LazyString | str = "", *, max: int = 20,
                 section: LazyString | str = "", needed: bool = False, **kwargs: Any) -> None:
        self.row_schema, self.max = schema, max
        super().__init__(fields.Nested(schema), **shown(kwargs, label, help, section=section, needed=needed,
                                                        widget="rows"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list."))
        if len(value) > self.max:
            raise ValidationError(_("Give %(max)d at the most.", max=self.max))
        rows, errors = [], {}
        for index, row in enumerate(value):
            try:
                rows.append(self.row_schema().load(row))
            except Invalid as error:
                errors[index] = error.errors
        if errors:
            raise ValidationError(errors)  # type: ignore[arg-type]
        return rows


class Record(fields.Nested):
    """One small record inside a form, such as a focal point: blank as a whole means None."""

    def __init__(self, schema: type[Schema], label: LazyString | str, help: LazyString | str = "", *,
                 section: LazyString | str = "", **kwargs: Any) -> None:
        super().__init__(schema, **shown(kwargs, label, help, section=section, widget="record"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping) and not any(value.values()):
            return None
        try:
            return self.schema.load(value)
        except Invalid as error:
            raise ValidationError(error.errors) from error  # type: ignore[arg-type]


def is_blank(value: Any) -> bool:
    """Whether a value says nothing: None, "", [] or a record of such."""
    if isinstance(value, Mapping):
        return all(is_blank(v) for v in value.values())
    return value in (None, "", [], ())


def field_list(schema: Schema) -> list[tuple[str, Field]]:
    """The fields that can be written, in the order in which the schema declares them."""
    return [(name, field) for name, field in schema.fields.items() if not field.dump_only]

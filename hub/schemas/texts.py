"""Fields of text."""

import re
import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import ValidationError, fields

from hub import markup
from hub.schemas.base import Words, shown, too_many

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text needs: control characters, changes of direction, and halves of characters (JSON can hold them)."""
_URL_LENGTH = 2_000
_MOST_MARKS = 30
"""Accents and the like on one letter: more than any script needs (Unicode's own limit, UAX #15)."""


def _without_heaps(text: str) -> str:
    """The text with no more marks on a letter than it can bear: to put n of them in order takes n² steps."""
    if text.isascii() or not any(map(unicodedata.combining, text)):
        return text
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _composed(text: str) -> str:
    """The text without control characters, in the form (NFC) that equal texts share. A second time changes nothing."""
    return unicodedata.normalize("NFC", _without_heaps(_CONTROL.sub("", text)))


class Text(fields.String):
    """A line of text: trimmed, without control characters; blank means None."""

    widget = "text"

    def __init__(
        self,
        label: Words,
        help: Words = "",
        *,
        min: int = 0,
        max: int = 200,
        widget: str = "",
        example: Words = "",
        section: Words = "",
        needed: bool = False,
        autocomplete: str = "",
        suggestions: str = "",
        **kwargs: Any,
    ) -> None:
        """`suggestions` is the id of a <datalist> that the page of the form holds."""
        self.min, self.max = min, max
        super().__init__(
            **shown(
                kwargs,
                label,
                help,
                example=example,
                section=section,
                needed=needed,
                widget=widget or self.widget,
                maxlength=max,
                autocomplete=autocomplete,
                suggestions=suggestions,
            )
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise ValidationError(_("Give a text."))
        text = self.clean(value)
        if not text:
            return None
        if len(text) < self.min:
            raise ValidationError(
                ngettext("Use at least %(num)d character.", "Use at least %(num)d characters.", self.min)
            )
        if len(text) > self.max:
            raise ValidationError(
                ngettext(
                    "Use at most %(num)d character; this text has %(length)d.",
                    "Use at most %(num)d characters; this text has %(length)d.",
                    self.max,
                    length=len(text),
                )
            )
        self.check(text)
        return text

    def clean(self, value: str) -> str:
        return " ".join(_composed(value).split())

    def check(self, text: str) -> None:
        """Raise ValidationError for a text that is long enough but still no good."""


class LongText(Text):
    """Text of several lines."""

    widget = "textarea"

    def __init__(self, label: Words, help: Words = "", *, max: int = 5_000, **kwargs: Any) -> None:
        super().__init__(label, help, max=max, **kwargs)

    def clean(self, value: str) -> str:
        return _composed(value).replace("\r\n", "\n").replace("\r", "\n").strip()


class Markdown(LongText):
    """Text that is shown rendered."""

    widget = "markdown"


class Email(Text):
    """An e-mail address, kept in lower case."""

    widget = "email"
    _SHAPE = re.compile(r"[^@\s\"<>(),;:\\\[\]]{1,64}@[^@\s\"<>(),;:\\\[\]]+\.[^@\s\"<>(),;:\\\[\]]+\Z")

    def clean(self, value: str) -> str:
        return unicodedata.normalize("NFC", super().clean(value).lower())

    def check(self, text: str) -> None:
        if not self._SHAPE.match(text):
            raise ValidationError(_("Give an e-mail address like name@example.org."))


_HOST_NAME = re.compile(
    r"(?![^/?#]*\.(?:pdf|docx?|xlsx?|pptx?|html?|txt|csv|jpe?g|png)(?:[?#]|\Z))"
    r"[^\W_](?:[\w-]{0,62}\.){1,9}[^\W\d_]{2,63}(?::\d{1,5})?(?:[/?#]\S*)?\Z",
    re.IGNORECASE,
)
"""An address that begins with a host's name, as people type it; not the name of a file."""


class Url(Text):
    """A web address with http or https; where somebody leaves that out before the name of a host, https is meant."""

    widget = "url"

    def __init__(self, label: Words, help: Words = "", **kwargs: Any) -> None:
        super().__init__(label, help, max=_URL_LENGTH, **kwargs)

    def clean(self, value: str) -> str:
        text = super().clean(value)
        return f"https://{text}" if _HOST_NAME.match(text) else text

    def check(self, text: str) -> None:
        if not text.lower().startswith(("http://", "https://")) or not markup.safe_url(text) or " " in text:
            raise ValidationError(_("Give a web address that begins with https:// or http://."))


class Texts(fields.List):
    """Several short texts, each once; a form takes one a line."""

    def __init__(
        self,
        label: Words,
        help: Words = "",
        *,
        max: int = 20,
        length: int = 80,
        example: Words = "",
        section: Words = "",
        **kwargs: Any,
    ) -> None:
        self.max = max
        super().__init__(
            Text(label, max=length),
            **shown(kwargs, label, help, example=example, section=section, widget="textarea", lines=True),
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of texts."))
        if len(value) > self.max:
            raise ValidationError(too_many(self.max))
        return list(dict.fromkeys(t for t in super()._deserialize(value, attr, data, **kwargs) if t))

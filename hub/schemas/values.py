"""Fields of numbers, moments and yes or no."""

import re
from datetime import UTC
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from hub.schemas.base import Words, shown


class Year(fields.Integer):
    """A year of our times."""

    widget = "number"

    def __init__(
        self,
        label: Words,
        help: Words = "",
        *,
        first: int = 1950,
        last: int = 2100,
        example: str = "",
        section: Words = "",
        needed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.first, self.last = first, last
        super().__init__(
            **shown(kwargs, label, help, example=example, section=section, needed=needed, widget=self.widget)
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
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


class Version(Number):
    """Which state of the thing the writer has seen; a form carries it along unseen."""

    widget = "hidden"

    def __init__(self) -> None:
        label, help = _l("Version"), _l("The version that you read, to notice changes by others.")
        super().__init__(label, help, first=1, last=10**9 - 1)


class Flag(fields.Boolean):
    """Yes or no."""

    def __init__(self, label: Words, help: Words = "", *, section: Words = "", **kwargs: Any) -> None:
        super().__init__(**shown(kwargs, label, help, section=section, widget="checkbox"))
        self.error_messages["invalid"] = [_l("Answer with true or false.")]


class Moment(fields.AwareDateTime):
    """A moment, ISO 8601; UTC where no zone is given."""

    def __init__(self, label: Words, help: Words = "", *, section: Words = "", **kwargs: Any) -> None:
        from_utc = shown(kwargs, label, help, section=section, widget="text")
        super().__init__(format="iso", default_timezone=UTC, **from_utc)
        self.error_messages["invalid"] = [_l("Give a date and time such as 2026-05-31T12:00:00Z.")]


class Day(fields.Date):
    """A day, ISO 8601."""

    def __init__(
        self, label: Words, help: Words = "", *, section: Words = "", needed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(format="iso", **shown(kwargs, label, help, section=section, needed=needed, widget="date"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        try:
            return super()._deserialize(value, attr, data, **kwargs)
        except ValidationError:
            raise ValidationError(_("Give a day such as 2026-05-31.")) from None

"""ORCID iDs: sixteen characters, the last a check digit after ISO 7064, MOD 11-2."""

import re
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from hub.schemas import Text

_SHAPE = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])")


def check_digit(digits: str) -> str:
    """The check digit for fifteen digits: "0" to "9", or "X" for ten."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


class Orcid(Text):
    """An ORCID iD, typed with or without hyphens or as its address; kept as 0000-0000-0000-000X."""

    def __init__(self, label: Any, help: Any = "", **kwargs: Any) -> None:
        super().__init__(label, help, max=60, **kwargs)

    def clean(self, value: str) -> str:
        text = re.sub(r"^(https?://)?(www\.)?orcid\.org/", "", super().clean(value), flags=re.IGNORECASE)
        found = _SHAPE.fullmatch(text.strip("/ ").upper())
        return "-".join(found.groups()) if found else text

    def check(self, text: str) -> None:
        digits = text.replace("-", "")
        if not _SHAPE.fullmatch(text) or check_digit(digits[:15]) != digits[15]:
            raise ValidationError(_("This is not an ORCID iD: check the sixteen digits, such as 0000-0002-1825-0097."))

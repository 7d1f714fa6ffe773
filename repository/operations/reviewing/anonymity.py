"""Keeping reviewers' names out of what submitters read."""

import re
from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from hub.auth.models import User
from hub.errors import Invalid

_ASIDE = re.compile(r"\s*\([^)]*\)")


def refuse_names(texts: Mapping[str, str], people: Iterable[User]) -> None:
    """Raise Invalid, at its field, for a text that holds the full name or the address of one of these people.

    A name of one word says too little: it may be any word of the text.
    """
    signs = [sign for person in people for sign in _signs(person)]
    named = [field for field, text in texts.items() if any(sign.search(_folded(text)) for sign in signs)]
    if named:
        message = _("The submitter reads this text, and it names a reviewer. Please take the name or the address out.")
        raise Invalid({field: [message] for field in named})


def _signs(person: User) -> list[re.Pattern[str]]:
    name = _folded(_ASIDE.sub("", person.name))
    signs = [person.email, *([name] if " " in name else [])]
    return [re.compile(rf"(?<!\w){re.escape(_folded(sign))}(?!\w)") for sign in signs]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

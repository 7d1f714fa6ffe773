"""The small print by which a document is recognized when it comes back.

A row says which field it asks for, and in a few digits what stood in it when the document left: so a field that
nobody touched on paper stays as it is, even when it was changed on the hub meanwhile.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from hub.paper.answers import digits_of, settled
from hub.paper.questions import Question

_KEY = re.compile(r"\[\s*([a-z][a-z_]*(?:\.[a-z_]+)?)\s*(?:[:：]\s*([0-9a-f]{8}))?\s*\]")
_NOTE = re.compile(r"\[\s*hub\s+([a-z0-9-]{1,120})\s*[:：]\s*(\d{1,9})\s*\]")


class Key(NamedTuple):
    """The field that a row asks for, and the digits; "" where there are none."""

    name: str
    digits: str


def key_of(question: Question, values: Mapping[str, Any]) -> str:
    """The small print of a question."""
    return f"[{question.key}:{digits_of(settled(question.field, question.value(values)))}]"


def find_key(text: str) -> Key | None:
    """The key in the text of a cell."""
    found = _KEY.search(text)
    return Key(found[1], found[2] or "") if found else None


def note_of(name: str, version: int) -> str:
    """The small print of a document: of which thing it is, and of which version."""
    return f"[hub {name}:{version}]"


def find_note(text: str) -> tuple[str, int] | None:
    """The name of the thing and its version, where a document says them."""
    found = _NOTE.search(text)
    return (found[1], int(found[2])) if found else None

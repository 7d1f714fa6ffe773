"""What changed between two states of a thing, in words that people read.

Texts are compared word by word, lists line by line. `templates/_macros/differences.html` shows the result.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from marshmallow import Schema, fields

from hub.i18n import coded
from hub.schemas import Code, Codes, Record, Rows, field_list, is_blank

_WORDS = re.compile(r"\n|[^\S\n]+|[一-鿿]|[^\s一-鿿]+")
"""Words, the spaces between them, and Chinese characters one by one."""


class Piece(NamedTuple):
    """A stretch of text: "same", "added" or "removed"."""

    what: str
    text: str


@dataclass(frozen=True)
class Change:
    """A field that differs, with the stretches that its old and its new value share or do not share."""

    name: str
    label: str
    pieces: list[Piece]


def changes(schema: Schema, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields of a schema that differ between two dumps of it, in the schema's order."""
    return [
        Change(
            name, str(field.metadata["label"]), compare(said(field, old), said(field, new), by_lines=_is_list(field))
        )
        for name, field in field_list(schema)
        for old, new in [(before.get(name), after.get(name))]
        if old != new and not (is_blank(old) and is_blank(new))
    ]


def compare(old: str, new: str, *, by_lines: bool = False) -> list[Piece]:
    """What two texts share, and what only one of them has, in reading order."""
    cut = (lambda text: text.splitlines(keepends=True)) if by_lines else _WORDS.findall
    a, b = cut(old), cut(new)
    pieces, removed, added = list[Piece](), "", ""
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        text = "".join(a[a1:a2])
        if kind == "equal" and not (text.isspace() and "\n" not in text and (removed or added) and a2 < len(a)):
            pieces += [*_changed(removed, added), Piece("same", text)]
            removed = added = ""
        else:  # a space between two changes belongs to them, so that phrases are read and not single words
            removed, added = removed + text, added + "".join(b[b1:b2])
    return pieces + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Piece]:
    return [Piece(what, text) for what, text in (("removed", removed), ("added", added)) if text]


def said(field: fields.Field, value: Any) -> str:
    """A value as people read it: labels for codes, a line for each item of a list."""
    if is_blank(value):
        return ""
    if isinstance(field, Codes):
        return "".join(f"{coded(field.vocabulary.name, code)}\n" for code in value)
    if isinstance(field, Code):
        return coded(field.vocabulary.name, value)
    if isinstance(field, Rows):
        return "".join(f"{_row(field.row_schema(), row)}\n" for row in value)
    if isinstance(field, Record):
        return _row(field.schema, value)
    return str(value)


def _row(schema: Schema, row: Mapping[str, Any]) -> str:
    parts = (said(field, row.get(name)) for name, field in field_list(schema))
    return " – ".join(part for part in parts if part)


def _is_list(field: fields.Field) -> bool:
    return isinstance(field, (Codes, Rows))

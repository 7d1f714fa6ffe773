"""What changed between two states of a thing, in words that people read.

Texts are compared word by word, lists line by line. `templates/_macros/differences.html` shows the result.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from marshmallow import Schema, fields

from hub.i18n import coded
from hub.schemas import Code, Codes, Record, Rows, field_list, is_blank

_WORDS = re.compile(r"\n|[^\S\n]+|(?:[一-鿿]|[^\s一-鿿]+)[^\S\n]*")
"""Words, each with the spaces behind it, and Chinese characters one by one."""
_SENTENCES = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*[^\S\n]*|[.!?。！？\n]+[^\S\n]*")
MOST_PAIRS = 10_000
"""Pairs of a word and its like in the other text that are weighed against one another; the work grows faster than they.

Two texts of 6,000 letters in one language have about as many, two in different languages next to none.
"""

Cut = Callable[[str], list[str]]


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
    pieces, removed, added = list[Piece](), "", ""
    for kind, before, after in _steps(old, new, _BY_LINES if by_lines else _BY_WORDS):
        if kind == "equal":
            end = " " if removed.endswith(" ") and added.endswith(" ") else ""
            pieces += [*_changed(removed.removesuffix(end), added.removesuffix(end)), Piece("same", end + before)]
            removed = added = ""
        else:
            removed, added = removed + before, added + after
    return pieces + _changed(removed, added)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


_BY_LINES: tuple[Cut, ...] = (_lines,)
_BY_WORDS: tuple[Cut, ...] = (_WORDS.findall, _SENTENCES.findall, _lines)


def _steps(old: str, new: str, cuts: Sequence[Cut]) -> Iterator[tuple[str, str, str]]:
    """What is "equal" and what is not, by the first of the cuts; where that is too much, within what the next finds."""
    if not cuts:
        yield "replace", old, new
        return
    a, b = cuts[0](old), cuts[0](new)
    if _pairs(a, b) <= MOST_PAIRS:
        for step, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield step, "".join(a[a1:a2]), "".join(b[b1:b2])
        return
    for kind, before, after in _steps(old, new, cuts[1:]):
        if kind == "replace" and (before, after) != (old, new):
            yield from _steps(before, after, cuts)
        else:
            yield kind, before, after


def _pairs(a: Sequence[str], b: Sequence[str]) -> int:
    there = Counter(b)
    return sum(number * there[part] for part, number in Counter(a).items())


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

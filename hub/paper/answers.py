"""Values of fields as people write them in a document or a cell, and back to what the schema loads.

Each item of a list stands on a line of its own or after a semicolon: codes by their names, records as `Name (category)`
or `Words – https://address`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema
from marshmallow.fields import Field

from hub.i18n import coded, label
from hub.paper.codes import find_code, find_codes
from hub.paper.richtext import canonical, without_unwanted
from hub.schemas import Code, Codes, LongText, Markdown, Record, Rows, Url, Year, field_list, is_blank
from hub.taxonomy import Vocabulary

_ADDRESS = re.compile(r"https?://.+", re.IGNORECASE)
LONGEST_LABEL = 120
_CATEGORY = re.compile(r"(.*\S)\s*[(（]([^()（）]+)[)）]\s*", re.DOTALL)
_SIGN = re.compile(r"^[•·▪◦‣●○■*–—-]\s+")
_BLANKS = re.compile(r"[ \t\u00a0\u2007-\u200a\u202f]+")


def written(field: Field, value: Any) -> str:
    """A value in words, a line for each item; Markdown stays Markdown."""
    if is_blank(value):
        return ""
    if isinstance(field, Codes):
        return "\n".join(coded(field.vocabulary.name, code) for code in value)
    if isinstance(field, Code):
        return coded(field.vocabulary.name, value)
    if isinstance(field, Rows):
        return "\n".join(_row_in_words(field.row_schema(), row) for row in value)
    return without_unwanted(str(value))


def understood(field: Field, text: str) -> Any:
    """What the schema is to load for words; what cannot be understood stays as it was written, for it to refuse."""
    text = text.strip()
    if isinstance(field, (Rows, Record)) and text.startswith(("[", "{")):
        return _from_json(text)
    if isinstance(field, Codes):
        return find_codes(field.vocabulary, text)
    if isinstance(field, Code):
        return find_code(field.vocabulary, text) or text
    if isinstance(field, Rows):
        lines = (_SIGN.sub("", line.strip()).strip() for line in _items(text, field))
        return [_row_from_words(field.row_schema(), line) for line in lines if line]
    if isinstance(field, Year):
        return text.strip(" .")
    return text if isinstance(field, LongText) else " ".join(text.split())


def how_to_write(field: Field) -> str:
    """How an answer is written where that is not plain; "" elsewhere."""
    if isinstance(field, Codes):
        return _("One a line, by its name or code.")
    if isinstance(field, Rows) and _has(Code, field):
        return _("One a line: the name, then its category in brackets.")
    if isinstance(field, Rows):
        return _("One a line: words, then the address that begins with https://.")
    return ""


def settled(field: Field, value: Any) -> Any:
    """A value as it comes back from a document that nobody has touched."""
    if is_blank(value):
        return None
    if isinstance(field, Markdown):
        return canonical(value)
    if isinstance(field, Record):
        return {name: settled(part, value.get(name)) for name, part in field_list(field.schema)}
    return understood(field, written(field, value))


def alike(one: Any, other: Any) -> bool:
    """Whether two settled values say the same; kinds of blanks and what is empty make no difference."""
    return comparable(one) == comparable(other)


def comparable(value: Any) -> Any:
    """A settled value as it is compared."""
    if is_blank(value):
        return None
    if isinstance(value, Mapping):
        return {name: comparable(part) for name, part in value.items() if not is_blank(part)}
    if isinstance(value, (list, tuple)):
        return [comparable(item) for item in value]
    return _BLANKS.sub(" ", str(value)).strip()


def digits_of(value: Any) -> str:
    """Eight digits that stand for a settled value."""
    said = json.dumps(comparable(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _from_json(text: str) -> Any:
    """The value of a cell that an export wrote."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _items(text: str, field: Rows) -> list[str]:
    """The items of a list of records. A semicolon divides, too; in an address it only does with a blank behind it."""
    divide = r"[;；؛](?:\s+|$)" if _has(Url, field) else r"[;；؛]"
    return [item for line in text.splitlines() for item in re.split(divide, line)]


def _has(kind: type[Field], field: Rows) -> bool:
    return any(isinstance(part, kind) for _name, part in field_list(field.row_schema()))


def _row_in_words(schema: Schema, row: Mapping[str, Any]) -> str:
    (first, _field), (second, kind) = field_list(schema)
    name, more = row.get(first) or "", row.get(second)
    name = without_unwanted(name)
    if isinstance(kind, Code):
        return f"{name} ({label(kind.vocabulary.name, more)})" if more else name
    return f"{name} – {more}" if more else name


def _row_from_words(schema: Schema, line: str) -> dict[str, Any]:
    (first, _field), (second, kind) = field_list(schema)
    if isinstance(kind, Code):
        name, code = _named(kind.vocabulary, line)
        return {first: name, second: code}
    words, address = _addressed(line)
    return {first: words or address[:LONGEST_LABEL], second: address} if address else {first: line, second: ""}


def _addressed(line: str) -> tuple[str, str]:
    """The words before the address at the end of a line, and the address; without address, nothing."""
    said = " ".join(line.rstrip(".,; ").split())
    found = _ADDRESS.search(said, said.rfind(" ") + 1)
    if not found:
        return "", ""
    words, address = said[: found.start()].rstrip(), found[0]
    if words.endswith(("(", "<", "[")):
        words, address = words[:-1], address.rstrip(")>]")
    return words.rstrip(" :|–—-"), address


def _named(vocabulary: Vocabulary, line: str) -> tuple[str, str | None]:
    """A name and the category behind it in brackets, or after a bar; other brackets belong to the name."""
    found = _CATEGORY.fullmatch(line)
    code = find_code(vocabulary, found[2]) if found else None
    if found and code:
        return found[1], code
    name, bar, category = line.rpartition("|")
    if bar:
        return name.strip(), find_code(vocabulary, category) or category.strip() or None
    return line, None

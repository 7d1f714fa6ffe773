"""How the fields of our schemas read as JSON Schema."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema
from marshmallow.fields import Field

from hub.api import code_of
from hub.schemas import Code, Codes, Email, Rows, Text, Texts, Url, Year


def limits(field: Field) -> dict[str, Any]:
    """What values a field takes, beyond its type."""
    match field:
        case Text():
            return _text(field)
        case Year():
            return {"minimum": field.first, "maximum": field.last}
        case Code():
            return _enum(code_of(field.vocabulary.name).get("enum"), field)
        case Codes():
            return {"maxItems": field.max, "uniqueItems": True}
        case Texts() | Rows():
            return {"maxItems": field.max}
    choices = field.metadata.get("choices")
    return _enum([value for value, _words in choices], field) if isinstance(choices, list) else {}


def _text(field: Text) -> dict[str, Any]:
    length = {"minLength": field.min, "maxLength": field.max} if field.min else {"maxLength": field.max}
    formats: dict[type, str] = {Email: "email", Url: "uri"}
    return length | {"format": formats[type(field)]} if type(field) in formats else length


def _enum(codes: list[str] | None, field: Field) -> dict[str, Any]:
    if codes is None:
        return {}
    return {"enum": [*codes, None] if field.allow_none else codes}


def meaning(field: Field) -> str:
    """What stands in a field, in sentences; "" for the entries of a list, which the list tells of."""
    told = field.metadata
    if not isinstance(field.parent, Schema):
        return ""
    sentences = [str(told.get("label") or told.get("description", "")).rstrip("."), str(told.get("help", ""))]
    if vocabulary := _far_vocabulary(field):
        sentences.append(_("The codes are those of /%(vocabulary)s.", vocabulary=vocabulary))
    if told.get("needed") and field.parent.partial:
        sentences.append(_("Needed when it is submitted."))
    return " ".join(sentence if sentence[-1] in ".?!。" else f"{sentence}." for sentence in sentences if sentence)


def _far_vocabulary(field: Field) -> str:
    """The vocabulary of a field whose codes are too many to be listed."""
    vocabulary = str(field.metadata.get("vocabulary") or "")
    return vocabulary if vocabulary and "enum" not in code_of(vocabulary) else ""


def without_null(described: dict[str, Any]) -> dict[str, Any]:
    """A property that has to be given."""
    kept = dict(described)
    if isinstance(kept.get("type"), list):
        rest = [kind for kind in kept["type"] if kind != "null"]
        kept["type"] = rest[0] if len(rest) == 1 else rest
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept

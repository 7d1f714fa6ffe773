"""The fields of a schema as questions on paper: those that hold a small record are asked part by part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from marshmallow import Schema
from marshmallow.fields import Field

from hub.i18n import LANGUAGES
from hub.paper.codes import folded
from hub.schemas import Code, Codes, Record, Rows, field_list
from hub.taxonomy import Vocabulary


@dataclass(frozen=True)
class Question:
    """A field, or a part of one that holds a record. `key` names it: `title`, `focal_point.name`."""

    key: str
    field: Field
    section: str

    @property
    def name(self) -> str:
        """The name of the field in the schema."""
        return self.key.partition(".")[0]

    @property
    def part(self) -> str:
        """The name of the part of a record; "" for a field of its own."""
        return self.key.partition(".")[2]

    @property
    def label(self) -> str:
        return str(self.field.metadata["label"])

    @property
    def help(self) -> str:
        return str(self.field.metadata.get("help") or "")

    @property
    def example(self) -> str:
        return str(self.field.metadata.get("example") or "")

    @property
    def needed(self) -> bool:
        return bool(self.field.metadata.get("needed"))

    @property
    def full_label(self) -> str:
        """The label, with whether an answer is needed."""
        return _("%(label)s (required)", label=self.label) if self.needed else self.label

    @property
    def vocabulary(self) -> Vocabulary | None:
        """What its answers, or the codes in its records, are chosen from."""
        inner = [part for _name, part in field_list(self.field.row_schema())] if isinstance(self.field, Rows) else []
        return next((f.vocabulary for f in (self.field, *inner) if isinstance(f, (Code, Codes))), None)

    def value(self, values: Mapping[str, Any]) -> Any:
        """What the values of a schema say on it."""
        found = values.get(self.name)
        return (found or {}).get(self.part) if self.part else found


def questions(schema: Schema) -> list[Question]:
    """All questions, in the order of the schema."""
    found: list[Question] = []
    for name, field in field_list(schema):
        section = str(field.metadata.get("section") or "")
        if isinstance(field, Record):
            found += [Question(f"{name}.{part}", inner, section) for part, inner in field_list(field.schema)]
        else:
            found.append(Question(name, field, section))
    return found


def by_section(schema: Schema) -> dict[str, list[Question]]:
    """The questions by the section that they stand in."""
    grouped: dict[str, list[Question]] = {}
    for question in questions(schema):
        grouped.setdefault(question.section, []).append(question)
    return grouped


def by_label(schema: Schema) -> dict[str, Question]:
    """The questions by their labels in all languages of the interface, as `hub.paper.codes.folded` has them."""
    found: dict[str, Question] = {}
    for language in LANGUAGES:
        with force_locale(language):
            for question in questions(schema):
                found.setdefault(folded(question.label), question)
    return found

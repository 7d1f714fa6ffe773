"""Changes that a file proposes to a thing: shown field by field, and taken only when somebody says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import Schema

from hub.differences import Change, changes
from hub.errors import Invalid
from hub.paper.answers import alike, digits_of, settled
from hub.paper.questions import Question
from hub.schemas import Record

MOST_REASONS = 5
SHOWN = 20_000
"""Letters of a text that could not be taken, as they are shown to be copied."""


class Answer(NamedTuple):
    """What a file says on a question: a raw value for the schema, and the text that it was read from.

    `digits` stand for what the file said when it left the hub; "" where nobody knows.
    """

    question: Question
    raw: Any
    text: str
    digits: str = ""

    @property
    def is_untouched(self) -> bool:
        return self.digits == digits_of(self.raw)


class FieldProblem(NamedTuple):
    """What could not be taken over: the field ("" for none), its label, the reason, and the text."""

    name: str
    label: str
    message: str
    text: str = ""


@dataclass
class Proposal:
    """Changes to confirm, and problems. `values` holds the new value of each changed field, checked by the schema.

    `also_changed` names the changed fields that somebody has changed on the hub, too, since the file was made.
    """

    changes: list[Change] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[FieldProblem] = field(default_factory=list)
    also_changed: frozenset[str] = frozenset()


def propose(schema: Schema, present: Mapping[str, Any], answers: Iterable[Answer]) -> Proposal:
    """What the answers of a file would change. `present` is the dump of the thing as it is.

    A field that nobody touched in the file stays as it is on the hub.
    """
    touched: dict[str, list[Answer]] = {}
    for answer in answers:
        if not answer.is_untouched:
            touched.setdefault(answer.question.name, []).append(answer)
    raw = {name: _whole(schema, present, name, given) for name, given in touched.items()}
    texts = {name: "\n".join(answer.text for answer in given) for name, given in touched.items()}
    proposal = weigh(schema, present, raw, texts)
    proposal.also_changed = frozenset(
        name for name in proposal.values if any(_is_overtaken(answer, present) for answer in touched[name])
    )
    return proposal


def weigh(
    schema: Schema, present: Mapping[str, Any], raw: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Proposal:
    """What raw values of fields would change; each that the schema refuses is a problem, with its text."""
    proposal = Proposal()
    for name, value in raw.items():
        try:
            loaded = schema.load({name: value}, partial=True)[name]
        except Invalid as error:
            proposal.problems += told(schema, error, (texts or {}).get(name, ""))
            continue
        if not alike(settled(schema.fields[name], present.get(name)), settled(schema.fields[name], loaded)):
            proposal.values[name] = loaded
    before = {name: settled(schema.fields[name], present.get(name)) for name in proposal.values}
    proposal.changes = changes(schema, before, proposal.values)
    try:
        schema.load({**present, **proposal.values}, partial=True)
    except Invalid as error:
        proposal.problems += told(schema, error)
    return proposal


def told(schema: Schema, error: Invalid, text: str = "") -> list[FieldProblem]:
    """What is wrong with values, by the labels of their fields; each reason once, and not too many of a field."""
    found: dict[str, list[str]] = {}
    for entry in error.flat():
        name = entry["field"].partition(".")[0]
        found.setdefault(name if name in schema.fields else "", []).append(entry["message"])
    return [
        FieldProblem(name, _label(schema, name), _in_short(reasons), text[:SHOWN]) for name, reasons in found.items()
    ]


def _label(schema: Schema, name: str) -> str:
    return str(schema.fields[name].metadata["label"]) if name else _("The document as a whole")


def _in_short(reasons: list[str]) -> str:
    first = list(dict.fromkeys(reasons))
    more = len(first) - MOST_REASONS
    if more > 0:
        first = [*first[:MOST_REASONS], ngettext("%(num)d more like this.", "%(num)d more like these.", more)]
    return " ".join(first)


def _whole(schema: Schema, present: Mapping[str, Any], name: str, given: list[Answer]) -> Any:
    """The raw value of a field: of a record, the parts that were touched, on those that are there."""
    if not isinstance(schema.fields[name], Record):
        return given[0].raw
    return {**(present.get(name) or {}), **{answer.question.part or name: answer.raw for answer in given}}


def _is_overtaken(answer: Answer, present: Mapping[str, Any]) -> bool:
    now = settled(answer.question.field, answer.question.value(present))
    return answer.digits not in ("", digits_of(now))

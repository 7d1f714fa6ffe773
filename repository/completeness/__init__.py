"""What a practice still needs before it can be submitted, and what its reviewers will probably ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hub.errors import Invalid
from hub.i18n import listed
from hub.schemas import is_blank
from repository.completeness.rules import RULES, Rule
from repository.models import Practice
from repository.schemas import FIELDS, STEP_OF, PracticeSchema

_SCHEMA = PracticeSchema()


@dataclass(frozen=True)
class Item:
    """Something that should be there. `text` says what to do where it is not; `name` is for programs."""

    name: str
    field: str
    label: str
    text: str
    done: bool

    @property
    def step(self) -> str:
        return STEP_OF[self.field]


@dataclass(frozen=True)
class Completeness:
    """What is `needed` for submitting, what reviewers have been seen to ask for (`advised`), and what is written.

    `documented`: whether a document is attached.
    """

    needed: list[Item]
    advised: list[Item]
    filled: frozenset[str]
    documented: bool

    @property
    def lacking(self) -> list[Item]:
        return [item for item in self.needed if not item.done]

    @property
    def asked(self) -> list[Item]:
        """What reviewers would ask for now."""
        return [item for item in self.advised if not item.done]

    @property
    def total(self) -> int:
        return len(self.needed) + len(self.advised)

    @property
    def done(self) -> int:
        return self.total - len(self.lacking) - len(self.asked)

    def asked_in(self, step: str) -> list[Item]:
        """What reviewers would ask for that belongs to a step."""
        return [item for item in self.asked if item.step == step]

    def state(self, step: str) -> str:
        """How far a step is: "missing" something needed, "complete", or "blank" where nothing is needed."""
        if any(item.step == step for item in self.lacking):
            return "missing"
        documented = self.documented and step == STEP_OF["links"]
        return "complete" if documented or self.filled.intersection(FIELDS[step]) else "blank"

    @property
    def first_lacking(self) -> str:
        """The first step that lacks something needed, or else the first."""
        return next((step for step in FIELDS if self.state(step) == "missing"), next(iter(FIELDS)))


def assess(practice: Practice) -> Completeness:
    """How complete a practice is."""
    written = _SCHEMA.dump(practice)
    return Completeness(
        list(_needed(written)),
        [_item(rule, practice, holds) for rule in RULES if (holds := rule.holds(practice)) is not None],
        frozenset(name for name, value in written.items() if not is_blank(value)),
        bool(practice.attachments),
    )


def _needed(written: dict[str, Any]) -> Iterator[Item]:
    """The fields that must be there, and whatever else the schema finds wrong."""
    wrong = _wrong(written)
    for name, field in _SCHEMA.fields.items():
        if field.metadata.get("needed") or name in wrong or (name == "countries" and _needs_country(written)):
            yield Item(name, name, str(field.metadata["label"]), wrong.get(name, ""), name not in wrong)


def _needs_country(written: dict[str, Any]) -> bool:
    return written["scope"] in ("local", "national")


def _wrong(written: dict[str, Any]) -> dict[str, str]:
    """What the schema says of fields that it would not take at submission."""
    try:
        _SCHEMA.load(written)
    except Invalid as error:
        found = error.flat()
        return {entry["field"].partition(".")[0]: entry["message"] for entry in reversed(found)}
    return {}


def _item(rule: Rule, practice: Practice, holds: bool) -> Item:
    text = str(rule.asked)
    if rule.found is not None and not holds:
        text %= {"found": listed(rule.found(practice))}
    return Item(rule.name, rule.field, str(rule.label), text, holds)

"""A prepared text for a decision, in the languages of the hub."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, validates_schema

from hub.i18n import LANGUAGES
from hub.schemas import BaseSchema, Choice, LongText, Text
from hub.taxonomy import INTERFACE_LANGUAGES
from repository.schemas.decision import TransitionSchema
from repository.workflow import WORKFLOW

DECISIONS = {step.name: step.label for step in WORKFLOW.transitions if step.comment_needed}
"""The steps that ask for a reason."""

Texts = dict[str, dict[str, str]]


class StepSchema(TransitionSchema):
    """A step as the secretariat's form gives it: a prepared reason, a comment, or both."""

    reason = Text(_l("Prepared text"), max=40)


def _language_fields() -> dict[str, fields.Field]:
    made: dict[str, fields.Field] = {}
    for language in LANGUAGES:
        name = INTERFACE_LANGUAGES.label(language, language)
        made[f"label_{language}"] = Text(_l("Short name"), _l("You choose by it."), max=80, section=name)
        made[f"text_{language}"] = LongText(_l("Text"), _l("The submitter reads it."), max=2000, section=name)
    return made


class ReasonSchema(BaseSchema.from_dict(_language_fields(), name="ReasonTexts")):  # type: ignore[misc]
    """A name and a text in at least one language, and the decision that it is for."""

    decision = Choice(list(DECISIONS.items()), _l("Step"), widget="select", needed=True)

    @validates_schema(skip_on_field_errors=True)
    def _whole(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        for language in LANGUAGES:
            if bool(data.get(f"label_{language}")) != bool(data.get(f"text_{language}")):
                lacking = "text" if data.get(f"label_{language}") else "label"
                raise ValidationError(_("Give both a short name and a text."), f"{lacking}_{language}")
        if not texts_of(data):
            raise ValidationError(_("Give a short name and a text in at least one language."), "label_en")


def texts_of(values: Mapping[str, Any]) -> Texts:
    """By language, what the form gave."""
    return {
        language: {"label": values[f"label_{language}"], "text": values[f"text_{language}"]}
        for language in LANGUAGES
        if values.get(f"text_{language}")
    }


def reason_values(decision: str, texts: Texts) -> dict[str, str]:
    """What the form shows of a text that is there."""
    return {"decision": decision} | {
        f"{part}_{language}": said for language, parts in texts.items() for part, said in parts.items()
    }

"""What the assistant is asked by programs, and what it answers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import one_of
from hub.assistant.facets import FACETS
from hub.assistant.opinion import Opinion
from hub.assistant.reading import LONGEST
from hub.i18n import language
from hub.schemas import BaseSchema, Code, LongText, Text


class QuestionSchema(BaseSchema):
    """A text to find codes for. It is read and forgotten."""

    text = LongText(_l("Text"), _l("A few paragraphs about what was done, for whom, and what came of it."),
                    max=LONGEST, needed=True)  # fmt: skip
    title = Text(_l("Title"), _l("Its words count more."), max=200)
    language = Code("languages", _l("Language of the text"))


class SuggestedTagOut(Schema):
    """A code, and why it is suggested."""

    code = fields.String()
    label = fields.String(metadata={"description": _l("In the language asked for.")})
    strength = fields.String(metadata=one_of("strong", "possible"))
    words = fields.List(
        fields.String(), metadata={"description": _l("The words of the text that led to it, as they stand there.")}
    )


class SuggestedTagsOut(Schema):
    """What the assistant suggests for a text, the best first."""

    objectives = fields.List(fields.Nested(SuggestedTagOut))
    principles = fields.List(fields.Nested(SuggestedTagOut))
    sdgs = fields.List(fields.Nested(SuggestedTagOut))
    note = fields.String(allow_none=True, metadata={"description": _l("Why nothing is suggested, or null.")})


def answer(opinion: Opinion) -> dict[str, Any]:
    """An opinion as programs get it."""
    suggested = {
        facet.vocabulary.name: [
            {"code": one.code, "label": facet.vocabulary.label(one.code, language()), "strength": one.strength,
             "words": list(one.words)}
            for one in opinion.suggested(name)
        ]
        for name, facet in FACETS.items()
    }  # fmt: skip
    return {**suggested, "note": opinion.subject.obstacle()}

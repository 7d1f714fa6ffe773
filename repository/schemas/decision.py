"""A decision of the secretariat, and the letter that tells it."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import PAGE, Time, page_url
from hub.schemas import BaseSchema, LongText, Rows, Text, Version
from repository.models import Practice
from repository.models.decision import DecisionLetter
from repository.schemas.points import MOST_POINTS, PointSchema

MOST_LETTER = 40_000


class DecisionSchema(BaseSchema):
    """What is decided on, as its form takes it."""

    points = Rows(
        PointSchema,
        _l("Points to change"),
        _l("The authors answer each of them before they submit again."),
        max=MOST_POINTS,
    )
    comment = LongText(_l("Reason"), _l("The authors read it. Name no reviewer."))
    letter = LongText(
        _l("Letter to the authors"),
        _l("In their language. Change it as you like. Points to change are added to it by themselves."),
        max=MOST_LETTER,
    )


class TransitionSchema(DecisionSchema):
    """A step along the workflow, as the API takes it. Points belong to `changes_requested`, letters to decisions."""

    to = Text(_l("State"), _l("The state that the practice is to get."), max=40, needed=True)
    comment = LongText(_l("Comment"), _l("The submitter reads it."))
    letter = LongText(
        _l("Letter to the authors"),
        _l(
            "In their language. Left empty, it is composed of the reason, the scores and the reviewers’ comments. "
            "Points to change are added to it by themselves."
        ),
        max=MOST_LETTER,
    )


class StepOfVersionSchema(TransitionSchema):
    """A step as a program takes it, with the version that it has read."""

    version = Version()


class LetterOut(Schema):
    """A letter as the authors and the secretariat read it."""

    number = fields.Integer()
    round = fields.Integer()
    decision = fields.String()
    at = Time()
    language = fields.String()
    text = fields.String()
    url = fields.Method("_url", metadata=PAGE)

    def __init__(self, practice: Practice | None = None) -> None:
        super().__init__()
        self.practice = practice

    def _url(self, letter: DecisionLetter) -> str:
        assert self.practice is not None
        return page_url("repository.letter", slug=self.practice.slug, number=letter.number)

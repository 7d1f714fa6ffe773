"""Points to change, and the answers to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validates_schema

from hub.schemas import BaseSchema, Choice, LongText, Number, Record, Rows
from repository.models.decision import PracticePoint
from repository.schemas.practice import PracticeSchema

MOST_POINTS = 40

FIELDS = [(name, field.metadata["label"]) for name, field in PracticeSchema().fields.items()]
"""What a point may be about."""


class PointSchema(BaseSchema):
    """Something that should change."""

    field = Choice([("", _l("The practice as a whole")), *FIELDS], _l("What is it about?"), widget="select")
    field.metadata = {**field.metadata, "preset": True}  # a row with nothing but this is empty
    text = LongText(_l("What should change"), _l("Name no reviewer."), max=2000, needed=True)


class PointAnswerSchema(BaseSchema):
    """What the authors did about a point."""

    state = Choice(
        [("done", _l("Done")), ("not_done", _l("Not done, because …"))], _l("Did you change it?"), needed=True
    )
    answer = LongText(_l("Your answer"), _l("What you changed, or why you did not."), max=2000)

    @validates_schema
    def _say_why_not(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("state") == "not_done" and not data.get("answer"):
            raise ValidationError(_("Say why you did not change it."), "answer")


class NumberedAnswerSchema(PointAnswerSchema):
    """An answer with the number of its point."""

    number = Number(_l("Number of the point"), first=1, last=MOST_POINTS, needed=True)


class AnswersSchema(BaseSchema):
    """Answers to some of the points of the present round, or to all."""

    answers = Rows(NumberedAnswerSchema, _l("Answers"), max=MOST_POINTS, needed=True)
    version = Number(
        _l("Version"), _l("The version that you read, to notice changes by others."), first=0, last=10**9 - 1
    )


def answers_schema(points: Iterable[PracticePoint]) -> type[BaseSchema]:
    """The schema of a form that answers these points, each a record `point_<number>`."""
    made: dict[str, fields.Field] = {
        f"point_{point.number}": Record(PointAnswerSchema, _l("Point %(number)s", number=point.number))
        for point in points
    }
    return BaseSchema.from_dict(made, name="Answers")  # type: ignore[return-value]


class PointOut(Schema):
    """A point with its answer."""

    round = fields.Integer()
    number = fields.Integer()
    field = fields.String(allow_none=True)
    text = fields.String()
    needs_answer = fields.Boolean()
    state = fields.Function(
        lambda point: None if point.done is None else "done" if point.done else "not_done",
        metadata={"type": ["string", "null"], "enum": ["done", "not_done", None]},
    )
    answer = fields.String(allow_none=True)
    version = fields.Integer()

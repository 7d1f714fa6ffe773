"""A step of the workflow, a declaration of interests, a review."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, post_dump, validates_schema

from hub.api import PAGE, Time, page_url
from hub.schemas import (
    BaseSchema,
    Choice,
    Email,
    LongText,
    Text,
)
from repository.workflow import CRITERIA, RECOMMENDATIONS, SCORES


class TransitionSchema(BaseSchema):
    """A step along the workflow, as the API takes it."""

    to = Text(_l("State"), _l("The state that the practice is to get."), max=40, needed=True)
    comment = LongText(_l("Comment"), _l("The submitter reads it."))


class InvitationSchema(BaseSchema):
    """Whom the secretariat invites to review."""

    reviewer = Email(_l("E-mail of the reviewer"), needed=True)


class DeclarationSchema(BaseSchema):
    """What a reviewer declares before the text is shown."""

    interest = Choice(
        [("none", _l("I have no such interest")), ("yes", _l("I have an interest and step back"))],
        _l("Do you have an interest in this practice?"),
        _l(
            "You have one if you or your organization took part in it, paid for it, would gain or lose by its "
            "publication, or if you are close to those who submitted it."
        ),
        needed=True,
    )
    conflict = LongText(_l("If you step back: what is your interest?"), _l("Only the secretariat reads it."), max=1000)

    @validates_schema
    def _decide(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("interest") not in ("none", "yes"):
            raise ValidationError(_("Choose one of the two."), "interest")


def _criteria_fields() -> dict[str, fields.Field]:
    made: dict[str, fields.Field] = {}
    scores = [(str(number), label) for number, label in SCORES.items()]
    for name, (label, meaning) in CRITERIA.items():
        made[f"{name}_score"] = Choice(scores, label, meaning, needed=True, section=label)
        made[f"{name}_comment"] = LongText(
            _l("Why? (%(criterion)s)", criterion=label),
            _l("The submitter reads it, without your name."),
            max=2000,
            needed=True,
            section=label,
        )
    return made


_CONCLUSION = _l("Conclusion")


class ReviewSchema(BaseSchema.from_dict(_criteria_fields(), name="Criteria")):  # type: ignore[misc]
    """A score and a comment for each criterion, and what follows from them."""

    recommendation = Choice(list(RECOMMENDATIONS.items()), _l("Recommendation"), needed=True, section=_CONCLUSION)
    comment = LongText(
        _l("Comment for the submitter"),
        _l("What is good, and what should change. Your name is not shown."),
        needed=True,
        section=_CONCLUSION,
    )
    private_note = LongText(_l("Note to the secretariat"), _l("Only the secretariat reads it."), section=_CONCLUSION)


class ReviewOutForSubmitter(Schema):
    """What a submitter reads of a review that was handed in. It names nobody and holds no time that could."""

    round = fields.Integer()
    scores = fields.Dict()
    comment = fields.String()


class ReviewOut(Schema):
    """A reviewer's own review. The practice itself opens with the declaration."""

    id = fields.Integer()
    practice = fields.Function(lambda review: review.practice.slug, metadata={"type": "string"})
    title = fields.Function(lambda review: review.practice.title, metadata={"type": "string"})
    round = fields.Integer()
    state = fields.String()
    due_at = Time()
    scores = fields.Dict()
    recommendation = fields.String(allow_none=True)
    comment = fields.String(allow_none=True)
    private_note = fields.String(allow_none=True)
    url = fields.Function(lambda review: page_url("repository.review", review_id=review.id), metadata=PAGE)


class ReviewOutForSecretariat(ReviewOut):
    """With who reviews, and the interest that they declared."""

    reviewer = fields.Function(lambda review: review.reviewer.name, metadata={"type": "string"})
    is_un = fields.Boolean()
    conflict = fields.String(allow_none=True)

    @post_dump(pass_original=True)
    def _keep_unfinished(self, said: dict[str, Any], review: Any, **_kwargs: Any) -> dict[str, Any]:
        """What a reviewer has saved for later is theirs alone."""
        if review.state != "submitted":
            said |= {"scores": {}, "recommendation": None, "comment": None, "private_note": None}
        return said

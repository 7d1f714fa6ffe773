"""A review as its readers get it: each audience its own schema."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields, post_dump

from hub.api import PAGE, Time, page_url
from repository.schemas.rules import CriterionOut

_TEXT = {"type": "string"}


class ReviewOutForSubmitter(Schema):
    """What a submitter reads of a review that was handed in. It names nobody and holds no time that could."""

    round = fields.Integer()
    scores = fields.Dict()
    comment = fields.String()
    reviewer = fields.Function(
        lambda review: review.name_for_submitter,
        metadata={"type": ["string", "null"], "description": _l("Only where the rules and the reviewer allow it.")},
    )


class ReviewOut(Schema):
    """A reviewer's own review. The practice itself opens with the declaration."""

    id = fields.Integer()
    practice = fields.Function(lambda review: review.practice.slug, metadata=_TEXT)
    title = fields.Function(lambda review: review.practice.title, metadata=_TEXT)
    round = fields.Integer()
    state = fields.String()
    answer_by = Time(allow_none=True)
    due_at = Time()
    criteria = fields.Pluck(CriterionOut, "key", many=True, attribute="rules.criteria")
    scores = fields.Dict()
    recommendation = fields.String(allow_none=True)
    comment = fields.String(allow_none=True)
    private_note = fields.String(allow_none=True)
    named = fields.Boolean(allow_none=True)
    version = fields.Integer(metadata={"description": _l("Send it with your changes.")})
    url = fields.Function(lambda review: page_url("repository.review", review_id=review.id), metadata=PAGE)


class ReviewOutForSecretariat(ReviewOut):
    """With who reviews, and why they stepped back."""

    class Meta:
        exclude = ("version",)

    reviewer = fields.Function(lambda review: review.reviewer.name, metadata=_TEXT)
    is_un = fields.Boolean()
    conflict = fields.String(allow_none=True)
    refusal = fields.Dict(allow_none=True)

    @post_dump(pass_original=True)
    def _keep_unfinished(self, said: dict[str, Any], review: Any, **_kwargs: Any) -> dict[str, Any]:
        """What a reviewer has saved for later is theirs alone."""
        if review.state != "submitted":
            said |= {"scores": {}, "recommendation": None, "comment": None, "private_note": None, "named": None}
        return said


class SuggestionOut(Schema):
    """Somebody who could review, for the secretariat."""

    reviewer = fields.Function(lambda one: one.reviewer.email, metadata=_TEXT)
    name = fields.Function(lambda one: one.reviewer.name, metadata=_TEXT)
    is_un = fields.Function(lambda one: one.reviewer.is_un, metadata={"type": "boolean"})
    fits = fields.Boolean(metadata={"description": _l("One of those who together would meet the rules.")})
    reasons = fields.List(fields.String())

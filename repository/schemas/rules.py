"""The rules of review, as the secretariat sets them and as everybody reads them."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validates_schema

from hub.schemas import BaseSchema, Flag, Number, Rows, Text, Texts
from repository.models.rules import Rules, said

F = TypeVar("F", bound=fields.Field)

_WHO, _WHEN, _WHAT, _SEEN = (
    _l("How many reviewers"),
    _l("Days for each step"),
    _l("What they score"),
    _l("Who sees whom"),
)

_DAYS = {"first": 1, "last": 365, "needed": True, "section": _WHEN}


def _preset(field: F) -> F:
    """A field that says nothing in a row which is otherwise empty."""
    field.metadata = {**field.metadata, "preset": True}
    return field


class _Key(Text):
    def check(self, text: str) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", text):
            raise ValidationError(_("Use small letters, digits and _ only."))


class CriterionSchema(BaseSchema):
    """A criterion, in the language in use."""

    key = _preset(_Key(_l("Key"), _l("By it a criterion that is worded anew stays the same one."), max=40,
                       widget="hidden"))  # fmt: skip
    label = Text(_l("Criterion"), _l("In a few words."), max=80, needed=True)
    meaning = Text(_l("What it means"), _l("In a sentence that is true where the score is high."), max=300, needed=True)
    changed = _preset(
        Flag(
            _l("It now asks for something else"),
            _l("Tick it if you change the meaning. Other languages show these words until somebody translates them."),
            load_default=False,
        )
    )


class RulesSchema(BaseSchema):
    """The rules that hold for reviews that begin from now on."""

    un_reviewers = Number(_l("Reviewers from the United Nations"), first=0, last=9, needed=True, section=_WHO)
    other_reviewers = Number(_l("Reviewers from elsewhere"), first=0, last=9, needed=True, section=_WHO)
    extra_on_disagreement = Number(
        _l("More reviewers where the recommendations disagree"),
        _l("They disagree when some would decline and others would not."),
        first=0,
        last=5,
        needed=True,
        section=_WHO,
    )
    days_to_screen = Number(_l("To screen a submission"), **_DAYS)
    days_to_accept = Number(_l("To accept an invitation to review"), **_DAYS)
    days_to_review = Number(_l("To review, from the acceptance"), **_DAYS)
    days_to_change = Number(_l("To make the changes that were asked for"), **_DAYS)
    days_to_publish = Number(_l("To publish what is approved"), **_DAYS)
    lowest = Number(_l("Lowest score"), first=0, last=1, needed=True, section=_WHAT)
    scores = Texts(
        _l("What the scores mean"),
        _l("One a line, from the lowest score to the highest. The number of lines is the number of scores."),
        max=10,
        length=60,
        section=_WHAT,
    )
    criteria = Rows(
        CriterionSchema,
        _l("Criteria"),
        _l(
            "In the language in which you see this page. Leave both texts of a row empty to retire its criterion: "
            "reviews that were asked for it keep it."
        ),
        max=15,
        needed=True,
        section=_WHAT,
    )
    submitter_shown = Flag(
        _l("Reviewers see who submits"),
        _l("Otherwise they see the organizations that the text names, but not who sent it in."),
        section=_SEEN,
        load_default=False,
    )
    naming_allowed = Flag(
        _l("A reviewer may agree to be named to the submitter"),
        _l("Each reviewer is asked, and is not named unless they say so."),
        section=_SEEN,
        load_default=False,
    )

    @validates_schema(skip_on_field_errors=False)
    def _somebody_reviews(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("un_reviewers") == 0 and data.get("other_reviewers") == 0:
            raise ValidationError(_("At least one reviewer is needed."), "other_reviewers")

    @validates_schema(skip_on_field_errors=False)
    def _two_scores(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if "scores" in data and len(data["scores"] or ()) < 2:
            raise ValidationError(_("Give at least two scores, each with its meaning."), "scores")

    @validates_schema(skip_on_field_errors=False)
    def _different_criteria(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        for name in ("key", "label"):
            said = [row[name].casefold() for row in data.get("criteria") or () if row.get(name)]
            if twice := next((text for text in said if said.count(text) > 1), None):
                raise ValidationError(_("“%(criterion)s” stands here twice.", criterion=twice), "criteria")


class RulesPutSchema(RulesSchema):
    """The rules as a program sends them, with the version that it has read."""

    version = Number(
        _l("Version"), _l("The version that you read, to notice changes by others."), first=0, last=10**9 - 1
    )


def rules_as_values(rules: Rules) -> dict[str, Any]:
    """Rules as the form shows them, in the language in use."""
    criteria = [{"key": one.key, "label": one.label, "meaning": one.meaning} for one in rules.criteria]
    return vars(rules) | {"scores": [said(words) for words in rules.score_labels], "criteria": criteria}


class CriterionOut(Schema):
    """A criterion in the language asked for."""

    key = fields.String()
    label = fields.String()
    meaning = fields.String()


class ScoreOut(Schema):
    """A score with its meaning."""

    score = fields.Integer()
    label = fields.String()


class RulesOut(Schema):
    """The rules of review, in the language asked for."""

    un_reviewers = fields.Integer()
    other_reviewers = fields.Integer()
    extra_on_disagreement = fields.Integer()
    days_to_screen = fields.Integer()
    days_to_accept = fields.Integer()
    days_to_review = fields.Integer()
    days_to_change = fields.Integer()
    days_to_publish = fields.Integer()
    scores = fields.List(fields.Nested(ScoreOut))
    criteria = fields.List(fields.Nested(CriterionOut))
    submitter_shown = fields.Boolean()
    naming_allowed = fields.Boolean()
    version = fields.Integer(metadata={"description": _l("Grows whenever the rules are set anew; 0 at first.")})


def rules_out(rules: Rules, version: int) -> dict[str, Any]:
    """Rules as the API gives them."""
    scores = [{"score": score, "label": said(words)} for score, words in enumerate(rules.score_labels, rules.lowest)]
    return dict(RulesOut().dump(vars(rules) | {"scores": scores, "criteria": rules.criteria, "version": version}))

"""A review: what its rules ask for."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from hub.schemas import BaseSchema, Choice, Flag, LongText, Version
from repository.models.rules import DEFAULT, Criterion, Rules, said, told
from repository.workflow import RECOMMENDATIONS

_CONCLUSION = _l("Conclusion")


def review_schema(rules: Rules) -> type[BaseSchema]:
    """The schema of a review: a score and a comment for each criterion, and what follows from them."""
    scores = [
        (str(number), LazyString(told, number, words)) for number, words in enumerate(rules.score_labels, rules.lowest)
    ]
    made: dict[str, fields.Field] = {}
    for criterion in rules.criteria:
        made |= _criterion(criterion, scores)
    made |= {
        "recommendation": Choice(list(RECOMMENDATIONS.items()), _l("Recommendation"), needed=True, section=_CONCLUSION),
        "comment": LongText(
            _l("Comment for the submitter"),
            _l(
                "What is good, and what should change. Your name is not shown: do not sign, and do not say who you are."
            ),
            needed=True,
            section=_CONCLUSION,
        ),
        "private_note": LongText(
            _l("Note to the secretariat"), _l("Only the secretariat reads it."), section=_CONCLUSION
        ),
    }
    if rules.naming_allowed:
        made["named"] = Flag(
            _l("The submitter may learn my name"),
            _l("It is shown beside your comments once a decision is made. Leave it empty to stay unnamed."),
            section=_CONCLUSION,
            load_default=False,
        )
    return BaseSchema.from_dict(made, name="ReviewSchema")  # type: ignore[return-value]


def _criterion(criterion: Criterion, scores: list[tuple[str, LazyString]]) -> dict[str, fields.Field]:
    label, meaning = LazyString(said, criterion.labels), LazyString(said, criterion.meanings)
    made: dict[str, fields.Field] = {
        f"{criterion.key}_score": Choice(
            scores, _l("Score (%(criterion)s)", criterion=label), meaning, needed=True, section=label
        ),
        f"{criterion.key}_comment": LongText(
            _l("Why? (%(criterion)s)", criterion=label),
            _l("The submitter reads it, without your name."),
            max=2000,
            needed=True,
            section=label,
        ),
    }
    for field, short in zip(made.values(), (_l("Score"), _l("Why?")), strict=True):
        field.metadata = {**field.metadata, "short": short}  # the heading above it names the criterion
    return made


ReviewSchema = review_schema(DEFAULT)
"""What is asked as long as nobody has set other rules; the description of the API shows it."""


def review_put_schema(rules: Rules) -> type[BaseSchema]:
    """The schema of a review as a program sends it, with the version that it has read."""
    return review_schema(rules).from_dict({"version": Version()}, name="ReviewPutSchema")  # type: ignore[return-value]


ReviewPutSchema = review_put_schema(DEFAULT)

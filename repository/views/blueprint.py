"""The blueprint that all pages of the repository share."""

from flask import Blueprint

from hub.i18n import listed
from repository.models import Review
from repository.operations.reviewing.completeness import in_words
from repository.workflow import RECOMMENDATIONS, REFUSALS, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")


@bp.context_processor
def words() -> dict[str, object]:
    """How states, recommendations and refusals are said, and how they are coloured."""
    return {
        "STATES": STATES,
        "TONES": TONES,
        "RECOMMENDATIONS": RECOMMENDATIONS,
        "REFUSALS": REFUSALS,
        "reviewers_in_words": in_words,
        "submitter_of": submitter_of,
    }


def submitter_of(review: Review) -> str:
    """Who submits, for a reviewer, where the rules of the review let them see it; else ""."""
    submitter = review.practice.submitter
    if submitter is None or not review.rules.submitter_shown:
        return ""
    return listed(filter(None, (submitter.name, submitter.organization)))

"""Writing a review."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.auth.models import User
from hub.db import transactional
from hub.errors import Conflict, require_seen
from hub.policy import Actor, require
from repository import notifications
from repository.models import Review
from repository.models.review import SUBMITTED
from repository.operations.reviewing.anonymity import refuse_names
from repository.operations.reviewing.answering import require_asked, require_declared
from repository.operations.reviewing.lacking import disagree, lacking_reviews, waits_for_extra


@transactional
def give_review(actor: Actor, review: Review, values: Mapping[str, Any], *, seen: int | None = None) -> Review:
    """Hand in a review; `values` comes from `review_schema`. It may be changed until a decision is made.

    `seen` is the version that the reviewer looked at. Raises Overtaken, Conflict where no review is asked for, and
    Invalid where a text for the submitter names the reviewer, or another one of this practice.
    """
    _require_open(actor, review, seen)
    practice = review.practice
    were_at_odds = disagree(practice.current_reviews)
    _write(review, values)
    refuse_names(practice, {name: str(values.get(name) or "") for name in _told(review)}, _unnamed(review))
    review.state, review.submitted_at = SUBMITTED, clock.now()
    audit.record(actor, "review.give", review, recommendation=review.recommendation)
    if not lacking_reviews(practice):
        notifications.reviews_complete(practice)
    elif waits_for_extra(practice) and not were_at_odds:
        notifications.reviews_disagree(practice)
    return review


@transactional
def keep_review(actor: Actor, review: Review, values: Mapping[str, Any], *, seen: int | None = None) -> Review:
    """Keep an unfinished review for later; only its reviewer sees it. Raises Overtaken and Conflict."""
    _require_open(actor, review, seen)
    if review.state == SUBMITTED:
        raise Conflict(_("Your review is in. Hand it in again to change it."))
    _write(review, values)
    return review


def _require_open(actor: Actor, review: Review, seen: int | None) -> None:
    require(actor, "review.write", review)
    require_declared(review)
    require_asked(review, "under_review")
    require_seen(seen, review.version)


def _write(review: Review, values: Mapping[str, Any]) -> None:
    review.scores = {
        one.key: {"score": int(score) if score else None, "comment": comment}
        for one in review.rules.criteria
        for score, comment in [(values.get(f"{one.key}_score"), values.get(f"{one.key}_comment"))]
        if score or comment
    }
    review.recommendation, review.comment = values.get("recommendation"), values.get("comment")
    review.private_note, review.named = values.get("private_note"), bool(values.get("named"))


def _unnamed(review: Review) -> list[User]:
    """Whom the review may not name: all who were ever asked to review the practice, but for its own reviewer where
    that one may be named."""
    return [each.reviewer for each in review.practice.reviews
            if each.reviewer_id != review.reviewer_id or not review.name_for_submitter]  # fmt: skip


def _told(review: Review) -> list[str]:
    """The fields that the submitter reads."""
    return ["comment", *(f"{criterion.key}_comment" for criterion in review.rules.criteria)]

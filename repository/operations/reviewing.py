"""Inviting reviewers, declaring interests, reviewing."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hub import audit, clock
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict, Overtaken
from hub.i18n import listed
from hub.policy import Actor, require
from hub.undo import undoable
from repository import notifications
from repository.models import Practice, Review
from repository.workflow import CRITERIA, RULES

_STATES_WITH_REVIEWERS = ("screening", "under_review")
COUNTING = ("invited", "declared", "submitted")


@transactional
@undoable("practice.decide")
def invite(actor: Actor, practice: Practice, reviewer: User) -> Review:
    """Ask somebody to review the practice in its present round.

    Raises Conflict where the state takes no reviewers, or where this person cannot be one.
    """
    require(actor, "practice.decide", practice)
    if practice.status not in _STATES_WITH_REVIEWERS:
        raise Conflict(_("Reviewers are invited during screening and review."))
    if obstacle := obstacle_to(practice, reviewer):
        raise Conflict(obstacle)
    review = _add(practice, reviewer)
    audit.record(actor, "practice.invite_reviewer", practice, reviewer=reviewer.id)
    notifications.invited(review)
    return review


def obstacle_to(practice: Practice, reviewer: User) -> str | None:
    """Why this person cannot review this practice; None where nothing stands in the way."""
    if reviewer.role != "reviewer" or not reviewer.is_active:
        return _("This person is not in the pool of reviewers.")
    if reviewer.id == practice.submitter_id:
        return _("Nobody reviews their own submission.")
    if practice.submitter and reviewer.organization and reviewer.organization == practice.submitter.organization:
        return _("This person works for the submitting organization.")
    if any(review.reviewer_id == reviewer.id for review in practice.current_reviews):
        return _("This person is invited already.")
    if any(review.reviewer_id == reviewer.id and review.state == "conflicted" for review in practice.reviews):
        return _("This person declared a conflict of interest.")
    return None


def _add(practice: Practice, reviewer: User) -> Review:
    review = Review(
        practice=practice,
        reviewer=reviewer,
        round=practice.round,
        is_un=reviewer.is_un,
        due_at=clock.now() + RULES.time,
    )
    db.session.add(review)
    db.session.flush()
    return review


@transactional
@undoable("practice.decide")
def withdraw_invitation(actor: Actor, review: Review) -> None:
    """Take back an invitation that has not led to a review."""
    require(actor, "practice.decide", review.practice)
    if review.state == "submitted":
        raise Conflict(_("This review is in already."))
    audit.record(actor, "practice.withdraw_reviewer", review.practice, reviewer=review.reviewer_id)
    db.session.delete(review)


def invite_again(practice: Practice) -> None:
    """Begin the next round with those who reviewed the last one."""
    earlier = [review.reviewer for review in practice.current_reviews if review.state in COUNTING]
    practice.round += 1
    for reviewer in earlier:
        _add(practice, reviewer)


@transactional
def declare(actor: Actor, review: Review, *, conflict: str | None) -> Review:
    """Declare that one has no interest in the practice (conflict None), or which, and step back.

    It opens the text, so it is too late once the round is over.
    """
    require(actor, "review.write", review)
    if review.state != "invited":
        raise Conflict(_("You have declared already."))
    if review.practice.status not in _STATES_WITH_REVIEWERS or review.round != review.practice.round:
        raise Conflict(_("This practice is not under review now."))
    review.state = "declared" if conflict is None else "conflicted"
    review.conflict, review.declared_at = conflict, clock.now()
    audit.record(actor, "review.declare", review, state=review.state)
    if conflict is not None:
        notifications.stepped_back(review)
    return review


@transactional
def give_review(actor: Actor, review: Review, values: Mapping[str, Any], *, seen: int | None = None) -> Review:
    """Hand in a review; `values` comes from `ReviewSchema`. It may be changed until a decision is made.

    `seen` is the version that the reviewer looked at. Raises Overtaken, and Conflict where no review is asked for.
    """
    _require_open(actor, review, seen)
    _write(review, values)
    review.state, review.submitted_at = "submitted", clock.now()
    audit.record(actor, "review.give", review, recommendation=review.recommendation)
    if not lacking_reviews(review.practice):
        notifications.reviews_complete(review.practice)
    return review


@transactional
def keep_review(actor: Actor, review: Review, values: Mapping[str, Any], *, seen: int | None = None) -> Review:
    """Keep an unfinished review for later; only its reviewer sees it. Raises like `give_review`."""
    _require_open(actor, review, seen)
    if review.state == "submitted":
        raise Conflict(_("Your review is in. Hand it in again to change it."))
    _write(review, values)
    return review


def _require_open(actor: Actor, review: Review, seen: int | None) -> None:
    require(actor, "review.write", review)
    require_declared(review)
    if review.practice.status != "under_review" or review.round != review.practice.round:
        raise Conflict(_("This practice is not under review now."))
    if seen not in (None, review.version):
        raise Overtaken


def _write(review: Review, values: Mapping[str, Any]) -> None:
    review.scores = {
        name: {"score": int(score) if score else None, "comment": comment}
        for name in CRITERIA
        for score, comment in [(values.get(f"{name}_score"), values.get(f"{name}_comment"))]
        if score or comment
    }
    review.recommendation, review.comment = values.get("recommendation"), values.get("comment")
    review.private_note = values.get("private_note")


def require_declared(review: Review) -> None:
    """Raise Conflict unless the reviewer has declared to have no interest: the text comes after that."""
    if review.state not in ("declared", "submitted"):
        raise Conflict(_("Declare first whether you have an interest in this practice."))


def _short_of(reviews: list[Review], extra: int = 0) -> str:
    """What these reviews lack of the number that the rules ask for, in words; "" where nothing is lacking."""
    un = RULES.un_reviewers - sum(r.is_un for r in reviews)
    others = RULES.other_reviewers - sum(not r.is_un for r in reviews)
    short = max(RULES.un_reviewers + RULES.other_reviewers + extra - len(reviews), 0)
    words = []
    if un > 0:
        words.append(
            ngettext("%(num)d reviewer from the United Nations", "%(num)d reviewers from the United Nations", un)
        )
    if others > 0:
        words.append(ngettext("%(num)d reviewer from elsewhere", "%(num)d reviewers from elsewhere", others))
    if not words and short:
        words.append(ngettext("%(num)d more reviewer", "%(num)d more reviewers", short))
    return listed(words)


def for_submitter(practice: Practice) -> list[Review]:
    """The reviews that the submitter may read: those handed in, once the secretariat has decided on their round."""
    decided = practice.round if practice.status not in _STATES_WITH_REVIEWERS else practice.round - 1
    return [review for review in practice.reviews if review.state == "submitted" and review.round <= decided]


def disagree(reviews: list[Review]) -> bool:
    """Whether some recommend to publish and others to decline."""
    said = {review.recommendation for review in reviews if review.state == "submitted"}
    return "decline" in said and len(said) > 1


def lacking_reviewers(practice: Practice) -> str:
    """Which reviewers are still to be invited, in words; "" where enough are."""
    return _short_of([review for review in practice.current_reviews if review.state in COUNTING])


def lacking_reviews(practice: Practice) -> str:
    """Which reviews are still to come in, in words; "" where the review is complete."""
    given = [review for review in practice.current_reviews if review.state == "submitted"]
    return _short_of(given, RULES.extra_on_disagreement if disagree(given) else 0)

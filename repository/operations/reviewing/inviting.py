"""Rounds of review, and inviting reviewers to them."""

from flask_babel import gettext as _

from hub import audit
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict, NotFound
from hub.policy import Actor, require
from hub.undo import undoable
from repository import notifications
from repository.models import Practice, Review
from repository.models.review import COUNTING, EXPIRED, INVITED, PLANNED, SUBMITTED
from repository.operations.reviewing.anonymity import naming
from repository.operations.reviewing.conflicts import obstacle_to
from repository.operations.reviewing.deadlines import deadline, watch
from repository.operations.reviewing.holding import hold
from repository.queries import newest_rules
from repository.workflow import STATES_WITH_REVIEWERS


@transactional
@undoable("practice.decide")
def invite(actor: Actor, practice: Practice, reviewer: User) -> Review:
    """Ask somebody to review the practice in its present round.

    Raises Conflict where the state takes no reviewers, or where this person cannot be one, or is named in a review
    of this round.
    """
    require(actor, "practice.decide", practice)
    hold(practice)
    if practice.status not in STATES_WITH_REVIEWERS:
        raise Conflict(_("Reviewers are invited during screening and review."))
    if obstacle := obstacle_to(practice, reviewer):
        raise Conflict(obstacle)
    if naming(practice, _said_in_this_round(practice), [reviewer]):
        raise Conflict(_("A review that is in names this person, and the authors will read it. Invite somebody else."))
    review = _lapsed(practice, reviewer) or _add(practice, reviewer)
    _ask(review)
    audit.record(actor, "practice.invite_reviewer", practice, reviewer=reviewer.id)
    return review


def _said_in_this_round(practice: Practice) -> dict[str, str]:
    """What the authors will read of the reviews that are in."""
    given = [review for review in practice.current_reviews if review.state == SUBMITTED]
    comments = [review.comment or "" for review in given]
    comments += [score.get("comment") or "" for review in given for score in review.scores.values()]
    return {str(number): comment for number, comment in enumerate(comments)}


def _lapsed(practice: Practice, reviewer: User) -> Review | None:
    """The invitation that this person let pass, to be made anew."""
    mine = (r for r in practice.current_reviews if r.reviewer_id == reviewer.id and r.state == EXPIRED)
    return next(mine, None)


def _add(practice: Practice, reviewer: User) -> Review:
    review = Review(
        practice=practice,
        reviewer=reviewer,
        round=practice.round,
        kept_rules=practice.kept_rules,
        is_un=reviewer.is_un,
        due_at=deadline(practice.rules.days_to_review),
    )
    db.session.add(review)
    db.session.flush()
    return review


def _ask(review: Review) -> None:
    """Send the invitation; from now on its time runs."""
    rules = review.rules
    review.state, review.is_un = INVITED, review.reviewer.is_un
    review.answer_by, review.due_at = deadline(rules.days_to_accept), deadline(rules.days_to_review)
    notifications.invited(review)
    watch(review)


@transactional
@undoable("practice.decide")
def withdraw_invitation(actor: Actor, review: Review) -> None:
    """Take back an invitation that has led neither to a review nor to a refusal. Raises NotFound and Conflict."""
    require(actor, "practice.decide", review.practice)
    hold(review.practice)
    if db.session.get(Review, review.id, populate_existing=True) is None:
        raise NotFound
    if not review.is_withdrawable:
        raise Conflict(_("There is no open invitation to withdraw: the review is in, or the invitation has ended."))
    audit.record(actor, "practice.withdraw_reviewer", review.practice, reviewer=review.reviewer_id)
    if review.state != PLANNED:
        notifications.withdrawn(review)
    db.session.delete(review)


def begin_round(practice: Practice) -> None:
    """Have the present round done by the rules that are in force now."""
    practice.kept_rules = newest_rules()


def plan_next_round(practice: Practice) -> None:
    """Begin another round, with those who reviewed the last one and still may."""
    earlier = [review.reviewer for review in practice.current_reviews if review.state in COUNTING]
    practice.round += 1
    begin_round(practice)
    for reviewer in earlier:
        if obstacle_to(practice, reviewer) is None:
            _add(practice, reviewer).state = PLANNED


def ask_planned(practice: Practice) -> None:
    """Invite those who were kept for this round, now that it is to be reviewed."""
    for review in practice.current_reviews:
        if review.state == PLANNED:
            _ask(review)

"""How reviewers answer an invitation: they declare their interests and accept, or they refuse."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import transactional
from hub.errors import Conflict
from hub.policy import Actor, require
from repository import notifications
from repository.models import Review
from repository.models.review import ACCEPTED, CONFLICTED, DECLARED, DECLINED, EXPIRED, INVITED, OPEN
from repository.operations.reviewing.deadlines import deadline, watch
from repository.operations.reviewing.holding import hold
from repository.operations.reviewing.suggesting import next_reviewer
from repository.workflow import STATES_WITH_REVIEWERS


@transactional
def declare(actor: Actor, review: Review, *, conflict: str | None) -> Review:
    """Accept and declare that one has no interest in the practice (conflict None), or which, and step back.

    It opens the text, so it is too late once the round is over.
    """
    require(actor, "review.write", review)
    if review.state != INVITED:
        raise Conflict(_ended(review) or _("You have declared already."))
    require_asked(review, *STATES_WITH_REVIEWERS)
    if conflict is not None:
        return _step_back(actor, review, CONFLICTED, {"reason": "conflict"}, conflict)
    review.state, review.declared_at = DECLARED, clock.now()
    review.due_at = deadline(review.rules.days_to_review)
    audit.record(actor, "review.declare", review, state=review.state)
    watch(review)
    return review


@transactional
def refuse(actor: Actor, review: Review, values: Mapping[str, Any]) -> Review:
    """Say no to an invitation, or step back from a review that is not in yet; `values` comes from `RefusalSchema`."""
    require(actor, "review.write", review)
    if review.state not in OPEN:
        raise Conflict(_ended(review) or _("There is nothing left to refuse."))
    require_asked(review, *STATES_WITH_REVIEWERS)
    conflict = values.get("comment") or "" if values["reason"] == "conflict" else None
    state = DECLINED if conflict is None else CONFLICTED
    return _step_back(actor, review, state, dict(values), conflict)


def _ended(review: Review) -> str:
    if review.state == EXPIRED:
        return _("This invitation has ended. Write to the secretariat if you still want to review.")
    return ""


def require_asked(review: Review, *states: str) -> None:
    """Raise Conflict unless the review is asked for, the practice being in one of these states.

    Until the transaction ends, nobody decides on the practice.
    """
    hold(review.practice)
    if review.practice.status not in states or not review.is_current:
        raise Conflict(_("This practice is not under review now."))


def _step_back(actor: Actor, review: Review, state: str, refusal: dict[str, Any], conflict: str | None) -> Review:
    review.state, review.refusal, review.conflict, review.declared_at = state, refusal, conflict, clock.now()
    audit.record(actor, "review.declare", review, state=state)
    notifications.stepped_back(review, refusal["reason"], next_reviewer(review.practice))
    return review


def require_declared(review: Review) -> None:
    """Raise Conflict unless the reviewer has declared to have no interest: the text comes after that."""
    if review.state not in ACCEPTED:
        raise Conflict(_ended(review) or _("Declare first whether you have an interest in this practice."))

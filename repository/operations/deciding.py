"""Leading a practice along its workflow."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.policy import Actor, require
from hub.undo import undoable
from hub.workflow import Transition
from repository import notifications
from repository.models import Practice
from repository.models.version import PUBLISHED, SUBMITTED
from repository.operations.calling import in_time
from repository.operations.drafting import missing
from repository.operations.reviewing import (
    ask_planned,
    begin_round,
    lacking_reviewers,
    lacking_reviews,
    plan_next_round,
    start_clock,
)
from repository.operations.reviewing.holding import hold
from repository.operations.reviewing.letters import composed, keep_letter, refuse_reviewers_names
from repository.operations.reviewing.points import ask_for, numbered, require_answers
from repository.operations.versions import keep_version
from repository.workflow import LETTERS, WORKFLOW


@transactional
@undoable("practice.decide")
def move(
    actor: Actor,
    practice: Practice,
    target: str,
    comment: str | None = None,
    *,
    points: Sequence[Mapping[str, Any]] = (),
    letter: str | None = None,
    seen: int | None = None,
) -> Practice:
    """Take the step that leads to a state. The authors read the comment.

    A request for changes may have `points` (of `PointSchema`); without them, the comment is the one point. A decision
    goes out with `letter`, or with one that is composed. `seen` is the version that the actor looked at: nobody decides
    on what somebody else has changed meanwhile.

    Raises Conflict where the step is not open from here, Overtaken, Forbidden where it is not this person's, and
    Invalid where a comment or a field is missing, or where a text names a reviewer.
    """
    require(actor, "practice.view", practice)
    hold(practice)
    reason = comment or numbered(points)
    step = WORKFLOW.find(actor, practice, target, reason)
    _check_texts(practice, step, reason, points, letter)
    told = _("Somebody else has changed this practice since you opened the page. Look at it again, then decide.")
    require_seen(seen, practice.version, told)
    if step.name in _BEFORE:
        _BEFORE[step.name](practice)
    source, practice.status, practice.status_since = practice.status, target, clock.now()
    if step.name in _AFTER:
        _AFTER[step.name](practice)
    start_clock(practice)
    asked = ask_for(practice, points, reason) if step.name == "ask_for_changes" else []
    sent = None
    if step.name in LETTERS:
        sent = keep_letter(actor, practice, target, letter or composed(practice, target, comment or ""))
    audit.record(actor, f"practice.{step.name}", practice, source=source, target=target, comment=reason)
    notifications.moved(actor, practice, step, reason, letter=sent, points=asked)
    return practice


def _check_texts(
    practice: Practice, step: Transition, comment: str, points: Sequence[Mapping[str, Any]], letter: str | None
) -> None:
    """Refuse what does not belong to the step, and the names of reviewers in what the authors read."""
    if points and step.name != "ask_for_changes":
        raise Invalid({"points": [_("Points belong to a request for changes.")]})
    if letter and step.name not in LETTERS:
        raise Invalid({"letter": [_("A letter belongs to a decision: approve, decline or ask for changes.")]})
    if step.permission == "practice.decide":
        of_points = {f"points.{number}.text": point["text"] for number, point in enumerate(points)}
        refuse_reviewers_names(practice, {"comment": comment, "letter": letter, **of_points})


def _enough_reviewers(practice: Practice) -> None:
    if lacking := lacking_reviewers(practice):
        raise Conflict(_("Invite reviewers first: %(lacking)s.", lacking=lacking))


def _reviews_are_in(practice: Practice) -> None:
    if lacking := lacking_reviews(practice):
        raise Conflict(_("Reviews are still to come from: %(lacking)s.", lacking=lacking))


def _ready_again(practice: Practice) -> None:
    missing(practice)
    require_answers(practice)


def _submitted(practice: Practice) -> None:
    begin_round(practice)
    keep_version(practice, SUBMITTED)


def _resubmitted(practice: Practice) -> None:
    plan_next_round(practice)
    keep_version(practice, SUBMITTED)


def _publish(practice: Practice) -> None:
    practice.published_at = practice.published_at or clock.now()
    keep_version(practice, PUBLISHED)


def _complete_in_time(practice: Practice) -> None:
    missing(practice)
    in_time(practice)


def _was_public(practice: Practice) -> None:
    if practice.published_at is None:
        raise Conflict(_("This practice was never public, so it cannot be published again."))


def _archived(practice: Practice) -> None:
    practice.withdrawal = practice.withdrawal_asked_at = None


_BEFORE: dict[str, Callable[[Practice], None]] = {
    "submit": _complete_in_time,
    "resubmit": _ready_again,
    "review": _enough_reviewers,
    "approve": _reviews_are_in,
    "restore": _was_public,
}

_AFTER: dict[str, Callable[[Practice], None]] = {
    "submit": _submitted,
    "resubmit": _resubmitted,
    "review": ask_planned,
    "publish": _publish,
    "archive": _archived,
    "restore": _publish,
}


def open_steps(actor: Actor, practice: Practice) -> list[Transition]:
    """The steps that this person may take now; those that still lack something are left out."""
    lacking = {
        "review": lacking_reviewers(practice),
        "approve": lacking_reviews(practice),
        "restore": practice.published_at is None,
    }
    return [step for step in WORKFLOW.open_to(actor, practice) if not lacking.get(step.name)]

"""Leading a practice along its workflow."""

from collections.abc import Callable

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import transactional
from hub.errors import Conflict, Overtaken
from hub.policy import Actor, require
from hub.undo import undoable
from hub.workflow import Transition
from repository import notifications
from repository.models import Practice
from repository.models.version import PUBLISHED, SUBMITTED
from repository.operations.calling import in_time
from repository.operations.drafting import missing
from repository.operations.reviewing import invite_again, lacking_reviewers, lacking_reviews
from repository.operations.versions import keep_version
from repository.workflow import WORKFLOW


@transactional
@undoable("practice.decide")
def move(
    actor: Actor, practice: Practice, target: str, comment: str | None = None, *, seen: int | None = None
) -> Practice:
    """Take the step that leads to a state. The submitter reads the comment.

    `seen` is the version that the actor looked at: nobody decides on what somebody else has changed meanwhile.
    Raises Conflict where the step is not open from here, Overtaken, Forbidden where it is not this person's, and
    Invalid where a comment or a field is missing.
    """
    require(actor, "practice.view", practice)
    step = WORKFLOW.find(actor, practice, target)
    WORKFLOW.check(actor, practice, step, comment or "")
    if seen not in (None, practice.version):
        raise Overtaken(
            _("Somebody else has changed this practice since you opened the page. Look at it again, then decide.")
        )
    if step.name in _BEFORE:
        _BEFORE[step.name](practice)
    source, practice.status, practice.status_since = practice.status, target, clock.now()
    if step.name in _AFTER:
        _AFTER[step.name](practice)
    audit.record(actor, f"practice.{step.name}", practice, source=source, target=target, comment=comment or "")
    notifications.moved(actor, practice, step, comment or "")
    return practice


def _enough_reviewers(practice: Practice) -> None:
    if lacking := lacking_reviewers(practice):
        raise Conflict(_("Invite reviewers first: %(lacking)s.", lacking=lacking))


def _reviews_are_in(practice: Practice) -> None:
    if lacking := lacking_reviews(practice):
        raise Conflict(_("Reviews are still to come from: %(lacking)s.", lacking=lacking))


def _submitted(practice: Practice) -> None:
    keep_version(practice, SUBMITTED)


def _resubmitted(practice: Practice) -> None:
    invite_again(practice)
    keep_version(practice, SUBMITTED)


def _publish(practice: Practice) -> None:
    practice.published_at = practice.published_at or clock.now()
    keep_version(practice, PUBLISHED)


def _complete_in_time(practice: Practice) -> None:
    missing(practice)
    in_time(practice)


_BEFORE: dict[str, Callable[[Practice], None]] = {
    "submit": _complete_in_time,
    "resubmit": missing,
    "review": _enough_reviewers,
    "approve": _reviews_are_in,
}

_AFTER: dict[str, Callable[[Practice], None]] = {
    "submit": _submitted,
    "resubmit": _resubmitted,
    "publish": _publish,
}


def open_steps(actor: Actor, practice: Practice) -> list[Transition]:
    """The steps that this person may take now; those that still lack something are left out."""
    lacking = {"review": lacking_reviewers(practice), "approve": lacking_reviews(practice)}
    return [step for step in WORKFLOW.open_to(actor, practice) if not lacking.get(step.name)]

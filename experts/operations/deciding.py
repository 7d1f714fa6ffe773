"""Leading a profile along its workflow."""

from datetime import datetime

from flask_babel import gettext as _

from experts import notifications
from experts.models import Expert
from experts.operations.profiles import enter, require_complete
from experts.workflow import LIFETIME, WORKFLOW
from hub import audit, clock
from hub.db import db, transactional
from hub.errors import Invalid
from hub.jobs import enqueue_at, handler
from hub.jobs.queue import Payload
from hub.policy import Actor
from hub.workflow import Transition

EXPIRE_JOB = "experts.expire"


@transactional
def move(actor: Actor, expert: Expert, target: str, *, comment: str = "", consent: bool = False) -> Expert:
    """Take the step that leads to a state.

    Raises as `hub.workflow.Workflow.find` does, and Invalid for a missing reason or a missing consent.
    """
    return take(actor, expert, WORKFLOW.find(actor, expert, target), comment=comment, consent=consent)


@transactional
def take(actor: Actor, expert: Expert, step: Transition, *, comment: str = "", consent: bool = False) -> Expert:
    """Take a named step; see `move`."""
    WORKFLOW.check(actor, expert, step, comment)
    before = expert.state
    if step.name == "submit":
        _agree(expert, consent)
        require_complete(expert)
    if step.name == "withdraw":
        expert.withdrawn_at = clock.now()
    if step.name in ("verify", "renew"):
        prolong(expert, clock.now(), new=step.name == "verify")
    enter(expert, step.target)
    expert.reason = comment.strip() or None if step.comment_needed else None
    audit.record(actor, f"expert.{step.name}", expert, before=before, after=expert.state, comment=comment.strip())
    notifications.stepped(actor, expert, step)
    return expert


def _agree(expert: Expert, consent: bool) -> None:
    if consent:
        expert.consent_at, expert.withdrawn_at = clock.now(), None
    elif not expert.has_consent:
        raise Invalid({"consent": [_("A profile is shown only to those who agree to it. Tick the box to agree.")]})


def prolong(expert: Expert, since: datetime, *, new: bool) -> None:
    if new:
        expert.verified_at = since
    expert.expires_at = since + LIFETIME
    enqueue_at(expert.expires_at, EXPIRE_JOB, id=expert.id)


@transactional
def expire(expert_id: int) -> None:
    """Note that the time of a verification is over; for the worker. Nothing happens where it was renewed."""
    expert = db.session.get(Expert, expert_id)
    if expert is None or not expert.has_expired:
        return
    enter(expert, "expired")
    notifications.expired(expert)


@handler(EXPIRE_JOB, batch=50)
def _expire_due(payloads: list[Payload]) -> None:
    """Take profiles out of everything when their year is over."""
    for payload in payloads:
        expire(payload["id"])

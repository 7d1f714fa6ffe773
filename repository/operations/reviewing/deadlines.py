"""Until when each step should be done, whom the hub reminds, and when the secretariat is told."""

from datetime import datetime, timedelta
from typing import Any

from hub import audit, clock
from hub.auth.actors import SYSTEM
from hub.db import db, transactional
from hub.i18n import iso
from hub.jobs import enqueue_at, handler
from hub.jobs.queue import Payload
from repository import notifications
from repository.models import Practice, Review
from repository.models.clock import clock_of
from repository.models.review import EXPIRED, INVITED
from repository.operations.reviewing.suggesting import next_reviewer
from repository.workflow import DAYS, HOLDERS, REVIEWERS, SECRETARIAT

REMIND_JOB = "repository.remind"

SOON, TODAY, OVER = "soon", "today", "over"
_BEFORE = {SOON: timedelta(days=3), TODAY: timedelta(hours=16), OVER: timedelta()}
"""How long before a deadline, which is the end of a day, each reminder goes out."""
_NOT_AT_ONCE = timedelta(days=1)
_KINDS: dict[str, Any] = {"practice": Practice, "review": Review}


def deadline(days: int) -> datetime:
    """The end of the day, in UTC, that is so many days ahead."""
    return (clock.now() + timedelta(days=days)).replace(hour=23, minute=59, second=59, microsecond=0)


def start_clock(practice: Practice) -> None:
    """Give the state that a practice has come to its deadline, and have the hub remind of it."""
    if practice.status == "screening" and practice.due_at:
        return  # the days for screening begin with the submission
    days = sum(getattr(practice.rules, name) for name in DAYS.get(practice.status, ()))
    practice.due_at = deadline(days) if days else None
    if practice.due_at:
        _schedule("practice", practice.id, practice.due_at)


def watch(review: Review) -> None:
    """Have the hub remind of the present deadline of a review."""
    db.session.flush()
    _schedule("review", review.id, review.deadline)


def _schedule(kind: str, thing_id: int, due: datetime) -> None:
    for stage, before in _BEFORE.items():
        moment = due - before
        if stage == OVER or moment > clock.now() + _NOT_AT_ONCE:
            enqueue_at(moment, REMIND_JOB, kind=kind, id=thing_id, stage=stage, due=iso(due))


@handler(REMIND_JOB)
def _remind_due(payloads: list[Payload]) -> None:
    for payload in payloads:
        remind(payload["kind"], payload["id"], payload["stage"], payload["due"])


@transactional
def remind(kind: str, thing_id: int, stage: str, due: str) -> None:
    """Remind of a deadline, once, where it still stands; for the worker."""
    thing: Practice | Review | None = db.session.get(_KINDS[kind], thing_id)
    if thing is None or not _still_stands(thing, due) or _is_stale(thing, stage) or _was_told(thing, stage, due):
        return
    audit.record(SYSTEM, f"{kind}.deadline", thing, stage=stage, due=due)
    if isinstance(thing, Practice):
        _remind_of_practice(thing, stage)
    else:
        _remind_of_review(thing, stage)


def _still_stands(thing: Practice | Review, due: str) -> bool:
    if isinstance(thing, Practice):
        return thing.due_at is not None and iso(thing.due_at) == due and thing.status in HOLDERS
    return thing.is_in_hand and iso(thing.deadline) == due


def _is_stale(thing: Practice | Review, stage: str) -> bool:
    """Whether the moment of the next stage has come, as after a time without a worker."""
    following = {SOON: TODAY, TODAY: OVER}.get(stage)
    due = thing.due_at if isinstance(thing, Practice) else thing.deadline
    return following is not None and due is not None and due - _BEFORE[following] <= clock.now()


def _was_told(thing: Practice | Review, stage: str, due: str) -> bool:
    told = {"stage": stage, "due": due}
    return any(entry.data == told for entry in audit.history(thing) if entry.action.endswith(".deadline"))


def _remind_of_practice(practice: Practice, stage: str) -> None:
    present = clock_of(practice)
    if present is None or (stage == OVER and not present.is_late):
        return  # an extra reviewer still has time
    if stage == OVER:
        notifications.practice_late(practice)
    elif present.holder != REVIEWERS:  # these have clocks of their own
        notifications.practice_due(practice, to_secretariat=present.holder == SECRETARIAT)


def _remind_of_review(review: Review, stage: str) -> None:
    if stage == OVER and review.state == INVITED:
        review.state = EXPIRED
        notifications.invitation_ended(review, next_reviewer(review.practice))
    elif stage == OVER:
        notifications.review_late(review)
    else:
        notifications.review_due(review)

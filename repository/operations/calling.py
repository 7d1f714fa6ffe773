"""Calling for practices, and answering a call."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock, markup
from hub.db import db, transactional
from hub.errors import Conflict, require_seen
from hub.i18n import iso
from hub.jobs import enqueue_at, handler
from hub.jobs.queue import Payload
from hub.policy import Actor, require
from hub.slugs import unique_slug
from hub.undo import undoable
from hub.zones import first_moment, last_moment
from repository import notifications
from repository.models import Call, Practice
from repository.models.call import CALL_TEXTS
from repository.operations.drafting import create
from repository.operations.showing import put
from repository.queries.calls import unfinished_answers

REMINDED_BEFORE = timedelta(days=7)
"""How long before the deadline those who write an answer are reminded."""


@transactional
@undoable("call.edit")
def issue_call(actor: Actor, values: Mapping[str, Any]) -> Call:
    """A new call, not published yet; `values` comes from `CallSchema`."""
    require(actor, "call.edit")
    call = Call(slug=unique_slug(Call, values["title"]))
    _write(call, values)
    db.session.add(call)
    audit.record(actor, "call.issue", call)
    return call


@transactional
@undoable("call.edit")
def revise_call(actor: Actor, call: Call, values: Mapping[str, Any], *, seen: int | None = None) -> Call:
    """Change a call; `seen` is the version that the writer looked at. Raises Overtaken."""
    require(actor, "call.edit", call)
    require_seen(seen, call.version)
    _write(call, values)
    call.updated_at = clock.now()  # codes are rows of another table: the version must grow with them too
    _plan_reminder(call)
    audit.record(actor, "call.revise", call)
    return call


@transactional
@undoable("call.edit")
def show_call(actor: Actor, call: Call, *, shown: bool) -> Call:
    """Publish a call, or take it out of sight. Raises Conflict where it is so already."""
    require(actor, "call.edit", call)
    deed = put(call, shown=shown)
    _plan_reminder(call)
    audit.record(actor, f"call.{deed}", call)
    return call


def _write(call: Call, values: Mapping[str, Any]) -> None:
    given = dict(values)
    zone = given["time_zone"]
    call.opens_at, call.closes_at = first_moment(given.pop("opens"), zone), last_moment(given.pop("closes"), zone)
    call.takes_late = bool(given.pop("takes_late", False))
    for name, value in given.items():
        setattr(call, name, value)
    call.html = {name: markup.render(getattr(call, name)) for name in CALL_TEXTS}


@transactional
def answer_call(actor: Actor, call: Call, practice: Practice | None = None) -> Practice:
    """Begin a practice in answer to a call, or let one answer it that is still being written.

    Raises Conflict where the call takes no answers now, or the practice is in other hands.
    """
    require(actor, "call.view", call)
    if practice is None:
        practice = create(actor, {})
    require(actor, "practice.submit", practice)
    require_open(call)
    if not practice.is_editable:
        raise Conflict(_("The practice is in other hands now. You can edit it again if changes are requested."))
    practice.call = call
    audit.record(actor, "call.answer", call, practice=practice.slug)
    return practice


@transactional
@undoable("practice.decide")
def leave_call(actor: Actor, practice: Practice) -> Practice:
    """Let a practice answer no call any more; its authors may do so while they write, the secretariat at any time."""
    require(actor, "practice.edit", practice)
    if practice.call_id is None:
        raise Conflict(_("This practice answers no call."))
    audit.record(actor, "practice.leave_call", practice, call=practice.call_id)
    practice.call = None
    return practice


def require_open(call: Call) -> None:
    """Raise Conflict unless answers to the call can be submitted now."""
    if call.takes_answers:
        return
    if call.state == "planned":
        raise Conflict(_("This call is not open yet."))
    raise Conflict(
        _(
            "The deadline of this call has passed. You can submit the practice without the call, or ask the "
            "secretariat whether it still takes answers."
        )
    )


def in_time(practice: Practice) -> None:
    """Raise Conflict where the practice is to be submitted in answer to a call that takes none now."""
    if practice.call is not None:
        require_open(practice.call)


def _plan_reminder(call: Call) -> None:
    moment = call.closes_at - REMINDED_BEFORE
    if call.is_public and moment > clock.now():
        db.session.flush()
        enqueue_at(moment, "call.remind", call=call.id, closes=iso(call.closes_at))


@handler("call.remind")
def remind(payloads: list[Payload]) -> None:
    """Remind those who write an answer of the deadline."""
    for payload in payloads:
        _remind(payload["call"], payload["closes"])


@transactional
def _remind(call_id: int, closes: str) -> None:
    call = db.session.get(Call, call_id)
    if call is None or not call.is_public or iso(call.closes_at) != closes or call.reminded_for == call.closes_at:
        return  # the deadline was moved, the call withdrawn, or the job is done a second time
    call.reminded_for = call.closes_at
    for practice in unfinished_answers(call):
        notifications.call_closes(practice, call)

"""Whether a public practice is still right: its authors say so, and are asked when they have not for a year."""

from datetime import datetime

from flask_babel import gettext as _

from hub import audit, clock
from hub.auth.actors import SYSTEM
from hub.db import db, transactional
from hub.errors import Conflict
from hub.jobs import enqueue_at, handler
from hub.jobs.queue import Payload
from hub.policy import Actor, require
from hub.undo import undoable
from repository import notifications
from repository.models import Practice
from repository.queries import updates
from repository.workflow.life import UPKEEP

REMIND_JOB = "practice.still_right"


def freshen(practice: Practice, at: datetime) -> None:
    """Note that the public text was right at a moment; its authors are asked a year later. Within the transaction."""
    practice.confirmed_at = at
    if practice.writers:
        enqueue_at(at + UPKEEP.year, REMIND_JOB, id=practice.id)


@transactional
@undoable("practice.decide")
def confirm(actor: Actor, practice: Practice) -> Practice:
    """Say that a public practice is still right as it stands. Raises Conflict where an update says something else."""
    require(actor, "practice.confirm", practice)
    if updates.open_update(practice) is not None:
        raise Conflict(_("An update of this practice is being written. Submit it, or give it up first."))
    freshen(practice, clock.now())
    audit.record(actor, "practice.confirm", practice)
    if practice.status == "update_requested":
        notifications.confirmed(practice)
    return practice


@transactional
def remind(practice_id: int) -> None:
    """Ask the authors whether the practice is still right, where that is due; for the worker."""
    practice = db.session.get(Practice, practice_id)
    if practice is None or not practice.is_public or practice.confirmed_at is None:
        return
    asked = _asked_since(practice, practice.confirmed_at)
    due = asked[-1] + UPKEEP.again if asked else practice.confirmed_at + UPKEEP.year
    if len(asked) >= UPKEEP.reminders or clock.now() < due:
        return
    if updates.open_update(practice) is not None:  # they are at it
        enqueue_at(clock.now() + UPKEEP.again, REMIND_JOB, id=practice.id)
        return
    audit.record(SYSTEM, "practice.remind", practice)
    notifications.still_right(practice)
    if len(asked) + 1 < UPKEEP.reminders:
        enqueue_at(clock.now() + UPKEEP.again, REMIND_JOB, id=practice.id)


def _asked_since(practice: Practice, moment: datetime) -> list[datetime]:
    """When the authors were asked since they last said something: running the job twice asks once."""
    since = (audit.AuditEntry.action == "practice.remind") & (audit.AuditEntry.at > moment)
    return [entry.at for entry in audit.history(practice, since)]


@handler(REMIND_JOB, batch=50)
def _remind_due(payloads: list[Payload]) -> None:
    """Ask for what nobody has confirmed for a year."""
    for payload in payloads:
        remind(payload["id"])

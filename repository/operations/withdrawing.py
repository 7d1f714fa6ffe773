"""Authors ask for the withdrawal of their practice; the secretariat archives it, or says why not."""

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import transactional
from hub.errors import Conflict, require_seen
from hub.policy import Actor, require
from hub.undo import undoable
from repository import notifications
from repository.models import Practice
from repository.operations.merging import lock


@transactional
def ask_withdrawal(actor: Actor, practice: Practice, reason: str) -> Practice:
    """Ask the secretariat to withdraw a public practice. Whoever opens its address later reads the reason."""
    require(actor, "practice.update", practice)
    first = practice.withdrawal_asked_at is None
    practice.withdrawal, practice.withdrawal_asked_at = reason, practice.withdrawal_asked_at or clock.now()
    audit.record(actor, "practice.ask_withdrawal", practice, reason=reason)
    if first:
        notifications.withdrawal_asked(practice)
    return practice


@transactional
def drop_withdrawal(actor: Actor, practice: Practice) -> Practice:
    """Take the request back. Raises Conflict where there is none."""
    require(actor, "practice.update", practice)
    _end(practice)
    audit.record(actor, "practice.drop_withdrawal", practice)
    return practice


@transactional
@undoable("practice.decide")
def refuse_withdrawal(actor: Actor, practice: Practice, comment: str, *, seen: int | None = None) -> Practice:
    """Keep the practice public; the authors read why.

    `seen` is the version that the actor looked at. Raises Conflict where nobody asks for the withdrawal, and Overtaken
    where the practice or the reason was changed since.
    """
    lock(practice)
    require(actor, "practice.decide", practice)
    told = _("Somebody has changed this since you opened the page. Read what it says now, then decide.")
    require_seen(seen, practice.version, told)
    _end(practice)
    audit.record(actor, "practice.refuse_withdrawal", practice, comment=comment)
    notifications.withdrawal_refused(actor, practice, comment)
    return practice


def _end(practice: Practice) -> None:
    if practice.withdrawal_asked_at is None:
        raise Conflict(_("Nobody asks for the withdrawal of this practice now."))
    practice.withdrawal = practice.withdrawal_asked_at = None

"""Prepared texts: the secretariat's changes of them, and what a decision says with one."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit
from hub.db import db, public_id, transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.policy import Actor, require
from hub.undo import undoable
from repository.models import CannedReason, Practice
from repository.operations.reviewing.letters import language_of
from repository.queries import reasons
from repository.queries.reasons import Reason
from repository.schemas.reason import texts_of


@transactional
@undoable("practice.decide")
def keep_reason(
    actor: Actor, values: Mapping[str, Any], reason: Reason | None = None, *, seen: int | None = None
) -> CannedReason:
    """Write a prepared text, or change one that is there; `values` comes from `ReasonSchema`. Raises Overtaken."""
    require(actor, "practice.decide")
    row = _row(reason) if reason else CannedReason(key=public_id())
    if reason and reason.row:
        require_seen(seen, row.version)
    row.decision, row.texts = values["decision"], texts_of(values)
    db.session.add(row)
    audit.record(actor, "reason.keep", row)
    return row


@transactional
@undoable("practice.decide")
def offer_reason(actor: Actor, reason: Reason, *, offered: bool) -> None:
    """Offer a prepared text to those who decide, or do so no longer."""
    require(actor, "practice.decide")
    row = _row(reason)
    row.hidden = not offered
    db.session.add(row)
    audit.record(actor, "reason.offer" if offered else "reason.hide", row)


@transactional
@undoable("practice.decide")
def drop_reason(actor: Actor, reason: Reason) -> None:
    """Delete a text of the secretariat's own, or let one of ours say again what it said at first."""
    require(actor, "practice.decide")
    row = db.session.get(CannedReason, reason.row.id) if reason.row else None
    if row is None:
        raise Conflict(_("This text is as it was at first."))
    audit.record(actor, "reason.drop", row)
    db.session.delete(row)


def _row(reason: Reason) -> CannedReason:
    """The row of a text; a new one where it is one of ours that nobody has changed yet."""
    if reason.row is None:
        return CannedReason(key=reason.key, decision=reason.decision, texts=reason.texts)
    row = db.session.get(CannedReason, reason.row.id)
    if row is None:
        raise Conflict
    return row


def comment_with(practice: Practice, step: str, key: str | None, comment: str | None) -> str:
    """What is said of a decision: the prepared text in the language of the submitter, then the comment.

    Raises Invalid where no text of this key is offered for the step.
    """
    if not key:
        return comment or ""
    found = next((each for each in reasons.offered() if (each.key, each.decision) == (key, step)), None)
    if found is None:
        raise Invalid({"reason": [_("This is not one of the choices.")]})
    return "\n\n".join(part for part in (found.text(language_of(practice)), comment) if part)

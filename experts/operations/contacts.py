"""Conversations between members and experts."""

from flask_babel import gettext as _

from experts import notifications
from experts.models import Contact, Expert, Message
from hub import audit, clock
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict, Forbidden
from hub.policy import can, require


@transactional
def write_to(actor: User, expert: Expert, subject: str, body: str) -> Contact:
    """Begin a conversation with an expert.

    Raises NotFound, NotSignedIn, Forbidden, and Conflict where the expert takes no messages at present.
    """
    if expert.availability == "unavailable" and can(actor, "expert.view", expert):
        raise Conflict(_("This expert takes no messages at present."))
    require(actor, "expert.contact", expert)
    contact = Contact(expert=expert, sender=actor, subject=subject)
    contact.messages.append(Message(author=actor, body=body))
    db.session.add(contact)
    db.session.flush()
    audit.record(actor, "contact.write", contact)
    notifications.passed_on(contact, body, to_expert=True)
    return contact


@transactional
def answer(actor: User, contact: Contact, body: str) -> Message:
    """Write to the other side."""
    require(actor, "contact.write", contact)
    message = Message(author=actor, body=body)
    contact.messages.append(message)
    by_sender = actor.id == contact.sender_id
    contact.turn, contact.turn_since = ("expert" if by_sender else "sender"), clock.now()
    audit.record(actor, "contact.write", contact)
    notifications.passed_on(contact, body, to_expert=by_sender)
    return message


@transactional
def close(actor: User, contact: Contact) -> None:
    """Say that no answer is needed: it waits for nobody any more."""
    require(actor, "contact.write", contact)
    contact.turn, contact.turn_since = "closed", clock.now()
    audit.record(actor, "contact.close", contact)


@transactional
def report(actor: User, contact: Contact, reason: str) -> None:
    """Open the conversation to the secretariat, and stop it until that has decided."""
    require(actor, "contact.report", contact)
    if contact.reported_at is not None:
        raise Conflict
    contact.reported_at, contact.reported_by_id, contact.report_reason = clock.now(), actor.id, reason
    audit.record(actor, "contact.report", contact)


@transactional
def settle(actor: User, contact: Contact, *, reopen: bool) -> None:
    """Decide on a report: the conversation goes on, private again, or stays closed."""
    require(actor, "contact.settle", contact)
    if contact.report_settled_at is not None:
        raise Conflict
    if actor.id in (contact.sender_id, contact.expert.user_id):
        raise Forbidden
    if reopen:
        contact.reported_at = contact.reported_by_id = contact.report_reason = None
    else:
        contact.turn, contact.report_settled_at = "closed", clock.now()
    audit.record(actor, "contact.settle", contact, reopen=reopen)

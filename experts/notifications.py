"""Who is told what. Messages between members and experts carry neither side's address."""

from flask import url_for

from experts.models import Contact, Expert
from hub import mail
from hub.notifications import tell
from hub.policy import Actor
from hub.workflow import Transition

EVENTS = {"verify": "expert_verified", "decline": "expert_declined", "suspend": "expert_suspended",
          "restore": "expert_restored"}  # fmt: skip
"""The steps that the owner is told of, with the names of their mails."""


def stepped(actor: Actor, expert: Expert, step: Transition) -> None:
    """Tell the owner what the secretariat decided."""
    if step.name in EVENTS and expert.user is not None and expert.user_id != actor.id:
        tell(expert.user, EVENTS[step.name], expert, url=url_for("experts.me"), comment=expert.reason or "")


def expired(expert: Expert) -> None:
    """Ask the owner to renew."""
    if expert.user is not None:
        tell(expert.user, "expert_expired", expert, url=url_for("experts.me"))


def passed_on(contact: Contact, body: str, *, to_expert: bool) -> None:
    """Pass a message on by mail."""
    expert, sender = contact.expert, contact.sender
    reader = expert.user if to_expert else sender
    mail.post(
        reader.email if reader else expert.email,
        "expert_message",
        reader.language if reader else expert.language,
        concealed=True,
        subject=contact.subject,
        message=body,
        writer=sender.name if to_expert else expert.name,
        reader=expert.name if to_expert else sender.name,
        url=url_for("experts.contact", contact_id=contact.id),
        unclaimed=to_expert and reader is None,
    )

"""Writing and sending notifications."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template
from sqlalchemy import select, update

from hub import clock, kinds
from hub.auth.models import User
from hub.db import Base, db, transactional
from hub.jobs import enqueue, handler
from hub.jobs.queue import Payload
from hub.kinds import Ref
from hub.mail.outbox import compose
from hub.mail.transport import transport
from hub.notifications.models import Notification
from hub.policy import can


def tell(user: User, event: str, thing: Base, **data: Any) -> None:
    """Put news about a thing into a person's inbox and outbox, within the running transaction.

    `data` must be plain JSON values; the templates `email/<event>/` get them beside `thing` and `url`.
    """
    kind = kinds.of(thing)
    assert kind is not None, "only things of a kind can be news"
    note = Notification(user_id=user.id, event=event, kind=kind.name, thing_id=thing.id, data=data)
    db.session.add(note)
    db.session.flush()
    enqueue("notification.mail", id=note.id)


def context_of(note: Notification) -> dict[str, Any] | None:
    """What the templates of a notification get, or None where its reader may no longer open the thing."""
    kind, thing = kinds.get(note.kind), kinds.resolve(Ref(note.kind, note.thing_id))
    if thing is None or not kinds.is_meant(thing, note.created_at) or not can(note.user, kind.permission, thing):
        return None
    return {
        **note.data,
        "thing": thing,
        "title": kind.title(thing),
        "url": note.data.get("url") or kind.url(thing),
        "user_name": note.user.name,
    }


@dataclass(frozen=True)
class News:
    """A notification as the inbox shows it."""

    text: str
    url: str
    at: datetime


def news_for(user: User) -> list[News]:
    """What the person has not read yet, the newest first, without what they may no longer open."""
    told = ((note, context_of(note)) for note in unread(user))
    return [
        News(render_template(f"email/{note.event}/subject.txt", **context).strip(), context["url"], note.created_at)
        for note, context in told
        if context
    ]


@handler("notification.mail", slow=True)
def send(payloads: list[Payload]) -> None:
    """Mail a notification, unless its reader may no longer see what it is about."""
    for payload in payloads:
        note = db.session.get(Notification, payload["id"])
        context = context_of(note) if note else None
        if note and context and note.user.password_hash:
            mail = compose(note.user.email, note.event, note.user.language, context)
            transport().send(mail, note.user.email)


@transactional
def mark_read(actor: User) -> None:
    """Mark all of the actor's notifications as read."""
    mine = (Notification.user_id == actor.id) & Notification.read_at.is_(None)
    db.session.execute(update(Notification).where(mine).values(read_at=clock.now()))


def unread(actor: User, limit: int = 50) -> list[Notification]:
    """The newest notifications that the actor has not read."""
    mine = (Notification.user_id == actor.id) & Notification.read_at.is_(None)
    return list(db.session.scalars(select(Notification).where(mine).order_by(Notification.id.desc()).limit(limit)))

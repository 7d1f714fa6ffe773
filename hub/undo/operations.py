"""Taking a deed back."""

from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from hub import audit, clock, kinds
from hub.audit import AuditEntry
from hub.db import Base, db, transactional
from hub.errors import Conflict, NotFound
from hub.mail.outbox import post
from hub.notifications import tell
from hub.notifications.models import Notification
from hub.notifications.operations import context_of
from hub.policy import Actor, can
from hub.undo import rows
from hub.undo.models import WayBack
from hub.undo.queries import acted_since, is_taken_back


@transactional
def take_back(actor: Actor, entry_id: int) -> AuditEntry:
    """Undo a deed with all that followed from it, and tell those who were told of it; the entry of the deed.

    Raises NotFound where there is nothing that this person could undo, and Conflict where it is too late, or
    somebody has acted since.
    """
    way = db.session.scalar(select(WayBack).where(WayBack.entry_id == entry_id).with_for_update(of=WayBack))
    if way is None:
        raise NotFound
    entry, thing = way.entry, audit.thing_of(way.entry)
    if thing is not None:
        _hold(thing)
    if not can(actor, way.permission, thing):
        raise NotFound
    _require_possible(actor, way, thing)
    news = _what_they_were_told(way)
    try:
        rows.put_back(rows.Change(**change) for change in way.changes)
    except IntegrityError:
        raise Conflict(_("Something else depends on it by now, so it cannot be taken back.")) from None
    way.changes, way.until = [], clock.now()  # what it held of people is not needed any more
    audit.record_undo(actor, entry)
    _tell(actor, news, thing)
    return entry


def _hold(thing: Base) -> None:
    """Let nobody else write in a thing until the transaction ends, and read it afresh."""
    model = type(thing)
    db.session.execute(select(model.id).where(model.id == thing.id).with_for_update())
    db.session.refresh(thing)


def forget(thing: Base) -> None:
    """Forget how deeds on a thing are taken back, within the running transaction: it goes, and another may get its
    number."""
    done = select(AuditEntry.id).where(audit.done_to(thing))
    db.session.execute(delete(WayBack).where(WayBack.entry_id.in_(done)))


def _require_possible(actor: Actor, way: WayBack, thing: Any) -> None:
    if is_taken_back(way.entry):
        raise Conflict(_("This was taken back already."))
    if way.until < clock.now():
        raise Conflict(_("This can be taken back within 24 hours only. Take the step that is needed now instead."))
    changes = [rows.Change(**change) for change in way.changes]
    later = acted_since(way, thing)
    # Where the log tells of nothing and yet the row is another one, somebody has written in it.
    was_written_in = not (later or way.apart or all(map(rows.is_alone, changes)))
    if was_written_in or any(entry.actor_id != actor.id for entry in later):
        raise Conflict(
            _("Somebody else has acted on this since, so it cannot be taken back. Look at its present state first.")
        )
    if later or not all(map(rows.stands, changes)):
        raise Conflict(_("Something else was done with this afterwards. Take that back first."))


def _what_they_were_told(way: WayBack) -> list[tuple[Notification, str]]:
    """The news that the deed sent, each in the words and the language in which its reader got it."""
    notes = db.session.scalars(select(Notification).where(Notification.id.in_(way.told)).order_by(Notification.id))
    return [(note, _subject(note, context)) for note in notes if (context := context_of(note))]


def _subject(note: Notification, context: dict[str, Any]) -> str:
    with force_locale(note.user.language or "en"):
        said = current_app.jinja_env.get_template(f"email/{note.event}/subject.txt").render(context)
    return " ".join(said.split())


def _tell(actor: Actor, news: list[tuple[Notification, str]], thing: Any) -> None:
    """Take the news out of inboxes and send a second message to whoever got one, even if they may open nothing now."""
    is_there = thing is not None and thing in db.session
    for note, words in news:
        reader = note.user
        db.session.delete(note)
        if reader.id == actor.id:
            continue
        kind = kinds.of(thing) if is_there else None
        if kind and can(reader, kind.permission, thing):
            tell(reader, "taken_back", thing, news=words)
        elif reader.password_hash:
            post(reader.email, "taken_back", reader.language, news=words, url="")

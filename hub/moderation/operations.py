"""What happens to things of any kind in moderation. All are parts of a running transaction; the feature that
calls them has asked for permission and holds the lock of the thing's row."""

from datetime import datetime

from flask_babel import format_datetime
from flask_babel import gettext as _
from sqlalchemy import func, select, update

from hub import clock, kinds
from hub.db import Base, db
from hub.errors import Conflict
from hub.kinds import Ref
from hub.moderation.models import Flag, LogEntry, QueueItem
from hub.moderation.queries import open_item
from hub.moderation.reasons import DECISIONS
from hub.policy import Actor

THRESHOLD = 3
"""So many members have to report a thing before it is held until a moderator has looked at it."""


def ref_of(thing: Base) -> Ref:
    """The reference of a thing that has a kind."""
    kind = kinds.of(thing)
    assert kind is not None, "only things of a kind are moderated"
    return kind.ref(thing)


def hold(thing: Base, scope: Ref, why: str) -> QueueItem:
    """Put a thing into the queue of a scope; what waits there already waits on, with the new cause."""
    item = open_item(ref_of(thing))
    if item is None:
        ref = ref_of(thing)
        item = QueueItem(kind=ref.kind, thing_id=ref.id, scope_kind=scope.kind, scope_id=scope.id)
        db.session.add(item)
    item.why = why
    db.session.flush()
    return item


def report(actor: Actor, thing: Base, reason: str, text: str | None, *, changed_at: datetime | None) -> int:
    """Note a member's report; the number of members whose reports are open now.

    Raises Conflict where this member has reported it before, unless it `changed_at` a later moment.
    """
    ref = ref_of(thing)
    mine = select(Flag).where(Flag.kind == ref.kind, Flag.thing_id == ref.id, Flag.user_id == actor.id)
    flag = db.session.scalar(mine)
    if flag is None:
        flag = Flag(kind=ref.kind, thing_id=ref.id, user_id=actor.id)
        db.session.add(flag)
    elif flag.resolved_at is None:
        raise Conflict(_("You have reported this already. A moderator will look at it."))
    elif changed_at is None or changed_at <= flag.resolved_at:
        raise Conflict(_("A moderator has looked at your report and decided. Thank you for it."))
    flag.reason, flag.text, flag.created_at, flag.resolved_at = reason, text, clock.now(), None
    db.session.flush()
    open_now = select(func.count(Flag.id)).where(
        Flag.kind == ref.kind, Flag.thing_id == ref.id, Flag.resolved_at.is_(None)
    )
    return db.session.scalar(open_now) or 0


def settle(actor: Actor, thing: Base, decision: str, *, seen: int | None = None) -> None:
    """Take a thing from the queue and close its reports. `seen` is the item that the moderator looked at.

    Raises Conflict where somebody else has decided that item.
    """
    ref, item = ref_of(thing), open_item(ref_of(thing))
    if seen is not None and (item is None or item.id != seen):
        raise Conflict(decided_words(db.session.get(QueueItem, seen)))
    if item is not None:
        item.decided_at, item.decided_by_id, item.decision = clock.now(), actor.id, decision
    db.session.execute(
        update(Flag)
        .where(Flag.kind == ref.kind, Flag.thing_id == ref.id, Flag.resolved_at.is_(None))
        .values(resolved_at=clock.now())
    )


def decided_words(item: QueueItem | None) -> str:
    """What became of an item that somebody else was quicker with."""
    if item is None or item.decided_at is None:
        return Conflict.default_message()
    return _(
        "This was decided already: %(decision)s, by %(name)s, %(moment)s UTC. Nothing was changed now.",
        decision=DECISIONS.get(item.decision or "", item.decision),
        moment=format_datetime(item.decided_at, "short"),
        name=item.decided_by.name if item.decided_by else _("the hub"),
    )


def note(scope: Ref, action: str, kind: str, reason: str | None = None) -> None:
    """Add a line to the public log. `reason` is a code, never a free text."""
    db.session.add(LogEntry(scope_kind=scope.kind, scope_id=scope.id, action=action, kind=kind, reason=reason))

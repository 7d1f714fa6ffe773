"""Giving a practice into the hands of a member of the secretariat."""

from flask_babel import gettext as _
from sqlalchemy import select

from hub import audit
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict
from hub.policy import Actor, can, require
from hub.undo import undoable
from repository.models import Handling, Practice


@transactional
@undoable("practice.decide", apart=True)
def assign(actor: Actor, practice: Practice, handler: User | None) -> None:
    """Let somebody of the secretariat handle a practice, or (None) whoever comes first.

    Raises Conflict where it is so already, or where this person decides on no practices.
    """
    require(actor, "practice.decide", practice)
    row = db.session.scalar(select(Handling).where(Handling.practice_id == practice.id))
    if (row.handler_id if row else None) == (handler.id if handler else None):
        raise Conflict(_("%(name)s handles it already.", name=handler.name) if handler else _("Nobody handles it."))
    if handler is None:
        db.session.delete(row)
    else:
        _give(practice, row, handler)
    audit.record(actor, "practice.assign", practice, handler=handler.id if handler else None)


def _give(practice: Practice, row: Handling | None, handler: User) -> None:
    if not handler.is_active or not can(handler, "practice.decide", practice):
        raise Conflict(_("Only members of the secretariat handle practices."))
    if row is None:
        db.session.add(Handling(practice_id=practice.id, handler=handler))
    else:
        row.handler = handler

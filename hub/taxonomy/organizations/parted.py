"""Organizations that were made one and are two again: what was written in between names the one that had both names.

What its writer typed, the register does not keep, so that the secretariat has to look.
"""

from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from hub import clock, kinds
from hub.audit import AuditEntry
from hub.db import db
from hub.policy import Actor
from hub.taxonomy.organizations.mentions import Mention, mentions
from hub.undo.models import GRACE

MOST = 50
"""So many things are listed."""


class Written(NamedTuple):
    """A thing that may mean the other organization."""

    title: str
    url: str


def written_meanwhile(actor: Actor) -> list[tuple[AuditEntry, list[Written]]]:
    """The merges that were undone in the last day, each with what to look at; those with nothing to look at go."""
    found = [row for mention in mentions() for row in _written(actor, mention)]
    found.sort(key=lambda row: -row[0].id)
    return [(entry, [written for _entry, written in rows]) for entry, rows in groupby(found, key=lambda row: row[0])]


def _written(actor: Actor, mention: Mention) -> list[tuple[AuditEntry, Written]]:
    kind, undo = kinds.get(mention.kind), aliased(AuditEntry)
    model: Any = kind.model
    query = (
        select(AuditEntry, model)
        .join(undo, undo.undoes_id == AuditEntry.id)
        .join(model, (model.updated_at > AuditEntry.at) & (model.created_at < undo.at))
        .where(
            AuditEntry.action == "organization.merge",
            undo.at > clock.now() - GRACE,
            exists().where(mention.organization == AuditEntry.thing_id, *mention.open_to(actor)),
        )
    )
    rows = db.session.execute(query.order_by(model.id).limit(MOST)).tuples()
    return [(entry, Written(kind.title(thing), kind.url(thing))) for entry, thing in rows]

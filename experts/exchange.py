"""Profiles as lines of an export. Import lines go through `operations.store`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from experts.models import Expert
from experts.operations import store
from experts.schemas import ImportSchema
from hub.auth.actors import GUEST
from hub.db import db
from hub.feature import Exchange
from hub.policy import Actor, require, visible

BATCH = 500


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """What the public may see, without addresses; with `everything`, all but what was withdrawn.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "expert.export_all")
    schema = ImportSchema() if everything else ImportSchema(exclude=("email", "reviewer"))  # see `PublicOut`
    allowed = select(Expert) if everything else visible(GUEST, Expert, "expert.find")
    last = 0
    query = allowed.where(Expert.withdrawn_at.is_(None)).order_by(Expert.id).limit(BATCH)
    while batch := list(db.session.scalars(query.where(Expert.id > last))):
        for expert in batch:
            yield dict(schema.dump(expert)) | {"status": expert.state}
            db.session.expunge(expert)  # so that memory stays small
        last = batch[-1].id


exchange = Exchange(name="experts", schema=ImportSchema, store=store, rows=rows, identity=("email",))

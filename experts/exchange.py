"""Profiles as lines of an export. Import lines go through `operations.store`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from experts.models import Expert
from experts.operations import store
from experts.schemas import ImportSchema
from hub.auth.actors import GUEST
from hub.exchange.exporting import in_batches
from hub.feature import Exchange
from hub.policy import Actor, require, visible


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """What the public may see, without addresses; with `everything`, all but what was withdrawn.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "expert.export_all")
    allowed = select(Expert) if everything else visible(GUEST, Expert, "expert.find")
    schema = ImportSchema() if everything else ImportSchema(exclude=("email", "reviewer"))  # see `PublicOut`
    shown = in_batches(allowed.where(Expert.withdrawn_at.is_(None)), Expert)
    return (dict(schema.dump(expert)) | {"status": expert.state} for expert in shown)


exchange = Exchange(name="experts", schema=ImportSchema, store=store, rows=rows, identity=("email",))

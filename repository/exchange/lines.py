"""Practices as lines of an export. Import lines go through `operations.store`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from hub.exchange.exporting import in_batches
from hub.feature import Exchange
from hub.i18n import iso
from hub.policy import Actor, require, visible
from repository.models import Practice
from repository.operations import store
from repository.schemas import PracticeImportSchema, PracticeSchema


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """The practices that the actor may open; with `everything` all, with contact person and status.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "practice.decide")
    query = select(Practice) if everything else visible(actor, Practice, "practice.view")
    return (_row(practice, everything) for practice in in_batches(query, Practice))


def _row(practice: Practice, everything: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": practice.slug, **PracticeSchema().dump(practice)}
    if everything:
        row["status"] = practice.status
    else:
        row.pop("focal_point")
    return row | {"published_at": iso(practice.published_at) if practice.published_at else None}


exchange = Exchange(name="practices", schema=PracticeImportSchema, store=store, rows=rows, identity=("title",))

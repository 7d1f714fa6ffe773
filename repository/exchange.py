"""Export of practices, in the form that an import takes."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from hub.db import db
from hub.i18n import iso
from hub.policy import Actor, visible
from repository.models import Practice
from repository.schemas import PracticeSchema

BATCH = 200


def rows(actor: Actor, everything: bool = False) -> Iterator[dict[str, Any]]:
    """The practices that the actor may open, by id; with contact person and status where `everything` is asked for."""
    query = select(Practice) if everything else visible(actor, Practice, "practice.view")
    last = 0
    while batch := db.session.scalars(query.where(Practice.id > last).order_by(Practice.id).limit(BATCH)).all():
        yield from (_row(practice, everything) for practice in batch)
        last = batch[-1].id
        db.session.expunge_all()


def _row(practice: Practice, everything: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": practice.slug, **PracticeSchema().dump(practice)}
    if everything:
        row["status"] = practice.status
    else:
        row.pop("focal_point")
    return row | {"published_at": iso(practice.published_at) if practice.published_at else None}

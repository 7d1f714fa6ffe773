"""Updates of public practices, and practices that somebody should look at again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, defer

from hub import clock
from hub.db import db
from hub.differences import Change, changes
from hub.errors import NotFound
from hub.policy import Actor, can, visible
from hub.schemas import is_blank
from repository.models import Practice, PracticeUpdate
from repository.queries.phrases import HEADING
from repository.schemas import PracticeSchema
from repository.workflow import PUBLIC
from repository.workflow.life import OPEN, UPKEEP, WRITABLE

SHOWN = 20


def open_update(practice: Practice) -> PracticeUpdate | None:
    """The update of a practice that is being written or waits for the secretariat."""
    mine = (PracticeUpdate.practice_id == practice.id, PracticeUpdate.status.in_(OPEN))
    return db.session.scalar(select(PracticeUpdate).where(*mine))


def update_of(actor: Actor, practice: Practice) -> PracticeUpdate:
    """The open update of a practice, if the actor may read it. Raises NotFound."""
    found = open_update(practice)
    if found is None or not can(actor, "update.view", found):
        raise NotFound
    return found


def text_of(practice: Practice, update: PracticeUpdate | None) -> dict[str, Any]:
    """What a writer goes on with: the update, or, where there is none, the public text."""
    text = update.content if update else PracticeSchema().dump(practice)
    return {**text, "note": update.note if update else None}


def what_is_new(update: PracticeUpdate) -> list[Change]:
    """What an update changes of the public text of now."""
    return changes(PracticeSchema(), PracticeSchema().dump(update.practice), update.content)


def changed_meanwhile(update: PracticeUpdate) -> list[Change]:
    """What somebody has changed in the public text since the update was begun."""
    return changes(PracticeSchema(), update.base, PracticeSchema().dump(update.practice))


def merged(update: PracticeUpdate) -> dict[str, object]:
    """The working copy, with the public text of now wherever the update changes nothing."""
    present = PracticeSchema().dump(update.practice)
    return {
        name: present[name] if _same(value, update.base.get(name)) else value
        for name, value in {**present, **update.content}.items()
    }


def _same(one: object, other: object) -> bool:
    return one == other or (is_blank(one) and is_blank(other))


def _in_states(*states: str) -> Select[tuple[PracticeUpdate]]:
    """A query for updates in these states, the longest waiting first, with the headings of their practices."""
    query = select(PracticeUpdate).join(PracticeUpdate.practice).where(PracticeUpdate.status.in_(states))
    heading = contains_eager(PracticeUpdate.practice).options(*HEADING)
    return query.options(heading, defer(PracticeUpdate.content), defer(PracticeUpdate.base)).order_by(
        PracticeUpdate.status_since
    )


def to_go_on_with(actor: Actor) -> list[PracticeUpdate]:
    """The updates that this author has not submitted yet, or that came back."""
    mine = visible(actor, Practice, "practice.update").with_only_columns(Practice.id)
    query = _in_states(*WRITABLE).where(PracticeUpdate.practice_id.in_(mine))
    return list(db.session.scalars(query.limit(SHOWN)))


def submitted() -> list[PracticeUpdate]:
    """The updates that wait for the secretariat."""
    return list(db.session.scalars(_in_states("submitted")))


def to_look_at(actor: Actor) -> list[Practice]:
    """The public practices of this author that the secretariat asks about, or that were not confirmed for a year."""
    asked = (Practice.status == "update_requested") | (Practice.confirmed_at <= clock.now() - UPKEEP.year)
    busy = select(PracticeUpdate.practice_id).where(PracticeUpdate.status.in_(OPEN))
    query = visible(actor, Practice, "practice.update").where(asked, Practice.id.not_in(busy)).options(*HEADING)
    return list(db.session.scalars(query.order_by(Practice.confirmed_at, Practice.id).limit(SHOWN)))


def to_withdraw() -> list[Practice]:
    """The practices whose authors ask for their withdrawal, the longest waiting first (for the secretariat)."""
    query = select(Practice).where(Practice.withdrawal_asked_at.is_not(None)).options(*HEADING)
    return list(db.session.scalars(query.order_by(Practice.withdrawal_asked_at, Practice.id)))


def unconfirmed() -> Select[tuple[Practice]]:
    """A query for what nobody has confirmed although the authors were asked twice, the longest ago first."""
    return (
        select(Practice)
        .where(Practice.status.in_(PUBLIC), Practice.confirmed_at <= clock.now() - UPKEEP.stale)
        .options(*HEADING)
        .order_by(Practice.confirmed_at, Practice.id)
    )


def unconfirmed_count() -> tuple[int, datetime | None]:
    """How many practices nobody has confirmed, and since when the first of them waits."""
    where = (Practice.status.in_(PUBLIC), Practice.confirmed_at <= clock.now() - UPKEEP.stale)
    number, oldest = db.session.execute(select(func.count(), func.min(Practice.confirmed_at)).where(*where)).one()
    return number, oldest + UPKEEP.stale if oldest else None


def months_unconfirmed(practice: Practice) -> int:
    """For how many whole months nobody has confirmed it, where that is long enough to tell readers; 0 otherwise."""
    since = practice.confirmed_at
    if since is None or clock.now() - since < UPKEEP.stale:
        return 0
    return (clock.now() - since) // timedelta(days=30.44)

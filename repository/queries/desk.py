"""What waits on the desk of the secretariat: filtered, counted, sorted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, load_only

from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.forms import row_number
from hub.policy import Actor, visible
from hub.taxonomy import CONTINENTS, OBJECTIVES
from repository.models import Handling, Practice
from repository.models.practice import OBJECTIVE_TAGS
from repository.queries.calls import answering
from repository.queries.due import TURNS, WAITING, Reviews, due_at, is_late, reviews_of, turn, turn_of
from repository.queries.phrases import BARE
from repository.search.filters import in_regions
from repository.workflow import STATES

MINE, NOBODY = "mine", "nobody"
STATES_SHOWN = tuple(state for state in STATES if state != "draft")

_HEADING = (
    load_only(Practice.slug, Practice.title, Practice.status, Practice.status_since, Practice.due_at, Practice.version),
    *BARE,
    joinedload(Practice.submitter).load_only(User.name, User.organization),
)

Asked = Mapping[str, list[str]]
"""The chosen values by filter; what is not chosen is not there."""


class Line(NamedTuple):
    """What the desk says of a practice: whose turn it is, until when, and who handles it."""

    practice: Practice
    turn: str
    reviews: Reviews
    due_at: datetime | None
    handler: User | None


def _handled(actor: Actor, values: list[str]) -> ColumnElement[bool]:
    people = [number for number in map(row_number, values) if number is not None]
    conditions = [Handling.handler_id.in_([*people, *([actor.id] if MINE in values else [])])]
    if NOBODY in values:
        conditions.append(Handling.handler_id.is_(None))
    return or_(*conditions)


FILTERS: dict[str, Callable[[Actor, list[str]], ColumnElement[bool]]] = {
    "turn": lambda _actor, values: turn().in_(values),
    "status": lambda _actor, values: Practice.status.in_(values),
    "handler": _handled,
    "late": lambda _actor, _values: is_late(),
    "objective": lambda _actor, values: Practice.tagged(OBJECTIVE_TAGS, values),
    "region": lambda _actor, values: in_regions(values),
    "language": lambda _actor, values: Practice.language.in_(values),
    "call": lambda actor, values: or_(*(answering(actor, value) for value in values[:20])),
}

SORTS: dict[str, tuple[Any, ...]] = {
    "longest": (Practice.status_since, Practice.id),
    "newest": (Practice.status_since.desc(), Practice.id.desc()),
    "title": (Practice.title, Practice.id),
}


def _chosen(actor: Actor, asked: Asked, but: str = "") -> Select[Any]:
    """What the actor may decide on, narrowed by all filters but one; without a state, to what waits."""
    wanted = {"status": list(WAITING), **asked}
    conditions = [FILTERS[name](actor, values) for name, values in wanted.items() if values and name != but]
    query = visible(actor, Practice, "practice.decide").where(*conditions)
    return query.outerjoin(Handling, Handling.practice_id == Practice.id)


def waiting(actor: Actor, asked: Asked, sort: str) -> Select[tuple[Practice]]:
    """The practices that the filters leave, in an order of `SORTS`."""
    return _chosen(actor, asked).options(*_HEADING).order_by(*SORTS[sort])


def lines(practices: Sequence[Practice]) -> list[Line]:
    """What the desk says of each of these practices."""
    ids = [practice.id for practice in practices]
    numbers, people = reviews_of(ids), handlers(ids)
    found = ((practice, numbers.get(practice.id, Reviews())) for practice in practices)
    return [Line(one, turn_of(one, n), n, due_at(one, n), people.get(one.id)) for one, n in found]


def counts(actor: Actor, asked: Asked, name: str, by: Any) -> dict[Any, int]:
    """How many practices there are by a value, whatever is chosen for the filter of this name."""
    query = _counted(_chosen(actor, asked, but=name), by, func.count())
    return dict(db.session.execute(query.group_by(by)).tuples().all())


def late_count(actor: Actor, asked: Asked) -> int:
    """How many of the practices that the other filters leave are late."""
    query = _counted(_chosen(actor, asked, but="late"), func.count())
    return db.session.scalar(query.where(is_late())) or 0


def _counted(query: Select[Any], *columns: Any) -> Select[Any]:
    return query.with_only_columns(*columns, maintain_column_froms=True)


_SECRETARIAT = select(User).where(User.role == "secretariat").order_by(User.name, User.id)


def handlers(ids: list[int]) -> dict[int, User]:
    """Who handles these practices, by the practice's id."""
    rows = db.session.scalars(select(Handling).where(Handling.practice_id.in_(ids)))
    return {row.practice_id: row.handler for row in rows}


def secretariat() -> list[User]:
    """Everybody who can handle practices, by name."""
    return list(db.session.scalars(_SECRETARIAT.where(User.is_active)))


def hands() -> list[User]:
    """Everybody who can handle practices, and who still has some and may no longer sign in, by name."""
    still = exists().where(Handling.handler_id == User.id)
    return list(db.session.scalars(_SECRETARIAT.where(User.is_active | still)))


def known_values() -> dict[str, frozenset[str]]:
    """The values that a filter can have, by filter; a call is asked for by the last part of its address, whichever."""
    return {
        "turn": frozenset(TURNS),
        "status": frozenset(STATES_SHOWN),
        "handler": frozenset([MINE, NOBODY, *(str(person.id) for person in hands())]),
        "late": frozenset(["yes"]),
        "objective": frozenset(OBJECTIVES.codes),
        "region": frozenset(CONTINENTS),
        "language": frozenset(languages()),
    }


def languages() -> list[str]:
    """The languages that practices are written in."""
    query = select(Practice.language).where(Practice.language.is_not(None), Practice.status != "draft").distinct()
    return sorted(code for code in db.session.scalars(query) if code)


def titles(ids: list[int]) -> dict[int, tuple[str, str]]:
    """The titles and the last parts of the addresses of practices, by id."""
    rows = db.session.execute(select(Practice.id, Practice.title, Practice.slug).where(Practice.id.in_(ids)))
    return {practice_id: (title or "", slug) for practice_id, title, slug in rows}


def bulk_outcomes(entry_id: int) -> list[tuple[int, str]]:
    """What became of each practice that something was done with in one go (see `operations.bulk`). Raises NotFound."""
    entry = db.session.get(AuditEntry, entry_id)
    if entry is None or entry.action != "practice.bulk":
        raise NotFound
    return [(practice_id, refused) for practice_id, refused in entry.data["outcomes"]]

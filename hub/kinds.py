"""Kinds: how the core works on content that it does not know.

A feature declares each of its content types once. Search, moderation, audit and notifications then
point at a `Ref(kind, id)` and ask the kind for whatever they need.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import LazyString
from sqlalchemy import select

from hub.db import Base, Timestamped, db


class Ref(NamedTuple):
    """A pointer to one thing of any kind."""

    kind: str
    id: int


@dataclass(frozen=True)
class Kind:
    """A content type.

    `permission` is the one rule that says who may open it. `document` turns it into a search document, or
    None where it must not be found by anybody. `load` may bring related rows along for many ids at once.
    """

    name: str
    model: type[Base]
    label: LazyString
    plural: LazyString
    permission: str
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    public_id: Callable[[Any], str] = lambda thing: str(thing.id)
    """How the API names it."""
    document: Callable[[Any], Any] | None = None
    load: Callable[[Sequence[int]], Iterable[Any]] | None = None
    hit_template: str = ""
    """How a search result of this kind looks; the template gets `found` (see `hub.search.queries.Found`)."""
    in_sitemap: bool = False
    audience: Callable[[Any], frozenset[str]] | None = None
    """The search tokens that an actor holds for this kind, e.g. one per space that they may read."""
    teaches: bool = False
    """Whether its documents, as far as guests find them, teach the assistant which words go with which codes. Its model
    tells when a row was last changed (`hub.db.Timestamped`)."""
    lapsed: Callable[[], Iterable[int]] | None = None
    """Ids of things that time alone has taken out of search, before the worker noticed."""

    parts: Callable[[Any], Iterable[Ref]] = lambda thing: ()
    """What belongs to a thing, so that deeds on it count as deeds on the thing (see `hub.undo`)."""

    def ref(self, thing: Base) -> Ref:
        return Ref(self.name, thing.id)

    def fetch(self, ids: Sequence[int]) -> list[Any]:
        """The things with these ids, in no order; those that are gone are left out."""
        if self.load:
            return list(self.load(ids))
        return list(db.session.scalars(select(self.model).where(self.model.id.in_(ids))))


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; registering it again (another application in the same process) changes nothing."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def of(thing: Base) -> Kind | None:
    """The kind of a thing, or None for rows that are no content of their own."""
    return next((kind for kind in _kinds.values() if isinstance(thing, kind.model)), None)


def is_meant(thing: Base, at: datetime) -> bool:
    """Whether what was noted of a number at a moment was noted of this thing.

    SQLite gives the number of a row that was deleted to the next new one: what is older than a thing is about whatever
    had its number before.
    """
    return not isinstance(thing, Timestamped) or thing.created_at <= at


def resolve(ref: Ref) -> Any | None:
    """The thing that a reference points at, or None where it is gone."""
    return db.session.get(get(ref.kind).model, ref.id)

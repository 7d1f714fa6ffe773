"""What a reader may find. Index, totals, facets and hits all pass the reader's policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app

from hub import freshness, kinds
from hub.db import db
from hub.i18n import LANGUAGES, language
from hub.kept import shelf
from hub.kinds import Kind
from hub.policy import Actor, can, readable
from hub.search.engines import Hit, Key, Results, SearchRequest
from hub.search.indexing import engine, lapsed, pending

PER_PAGE = 20


@dataclass(frozen=True)
class Found:
    """A hit together with the thing itself, as its reader may see it."""

    hit: Hit
    kind: Kind
    thing: Any


@dataclass(frozen=True)
class Answer:
    """The engine's results with the things behind the hits."""

    results: Results
    found: list[Found]


def audience_of(actor: Actor) -> frozenset[str]:
    """All search tokens that an actor holds."""
    return frozenset().union(*(kind.audience(actor) for kind in kinds.all_kinds() if kind.audience))


def hidden_from(actor: Actor) -> frozenset[Key]:
    """What the index may still show although the actor may not open it any more.

    Changes that wait for the worker are looked up once as long as nothing changes: after a large import they are many.
    """
    key, counter = ("hidden", actor.id), freshness.current(db.session.connection())
    hidden: frozenset[Key] | None = shelf(current_app).get(key, counter)
    if hidden is None:
        hidden = _waiting_and_closed_to(actor)
        shelf(current_app).put(key, hidden, counter, size=100 * (len(hidden) + 1))
    return hidden | lapsed()


def _waiting_and_closed_to(actor: Actor) -> frozenset[Key]:
    waiting: dict[str, list[int]] = {}
    for kind, thing_id in pending():
        waiting.setdefault(kind, []).append(thing_id)
    return frozenset((kind, i) for kind, ids in waiting.items() for i in set(ids) - _open_ids(actor, kind, ids))


def _open_ids(actor: Actor, kind: str, ids: list[int]) -> set[int]:
    """The things among these, perhaps with neighbours, that the actor may open. Imported ones are neighbours."""
    column = kinds.get(kind).model.id
    if max(ids) - min(ids) < 4 * len(ids):
        conditions = [column.between(min(ids), max(ids))]
    else:
        conditions = [column.in_(ids[start : start + 500]) for start in range(0, len(ids), 500)]
    query = readable(actor, kind).with_only_columns(column)
    return {i for condition in conditions for i in db.session.scalars(query.where(condition))}


def search(
    actor: Actor,
    text: str,
    filters: Mapping[str, frozenset[str]],
    *,
    sort: str = "relevance",
    order: Mapping[Key, int] | None = None,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Answer:
    """Answer a query for an actor. `order` gives places that count instead of `sort`."""
    asked = _request(actor, text, filters)
    asked = replace(asked, order=order or {}, offset=(page - 1) * per_page, limit=per_page)
    results = engine().search(replace(asked, sort="newest" if sort == "newest" else "relevance"))
    return Answer(results, _open(actor, results.hits))


def matching(actor: Actor, text: str, kind: str) -> list[int]:
    """The ids of all things of a kind that a text finds for an actor, best first."""
    return [i for _kind, i in engine().keys(_request(actor, text, {"type": frozenset({kind})}))]


def _request(actor: Actor, text: str, filters: Mapping[str, frozenset[str]]) -> SearchRequest:
    return SearchRequest(
        text=text,
        audience=audience_of(actor),
        filters=filters,
        hidden=hidden_from(actor),
        languages=(language(), *(code for code in LANGUAGES if code != language())),
    )


def _open(actor: Actor, hits: tuple[Hit, ...]) -> list[Found]:
    """The things behind the hits, each checked against the policy once more."""
    things: dict[Key, Any] = {}
    for name in {hit.key[0] for hit in hits}:
        kind = kinds.get(name)
        for thing in kind.fetch([hit.key[1] for hit in hits if hit.key[0] == name]):
            if can(actor, kind.permission, thing):
                things[(name, thing.id)] = thing
    return [Found(hit, kinds.get(hit.key[0]), things[hit.key]) for hit in hits if hit.key in things]

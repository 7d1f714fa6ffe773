"""A feature folder, as the core sees it: what it brings, declared in its `__init__.py`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import click
from flask import Blueprint, Flask
from flask_babel import LazyString

from hub import kinds, panels, policy
from hub.kinds import Kind
from hub.policy import Actor, Rule
from hub.taxonomy.organizations import mentions
from hub.taxonomy.organizations.mentions import Mention


class Link(NamedTuple):
    """An entry of the site's navigation."""

    label: LazyString
    endpoint: str


class Waiting(NamedTuple):
    """Something that waits for a person: what it is, where, since when, and until when."""

    what: str
    title: str
    url: str
    since: datetime
    due: datetime | None = None


class Expertise(NamedTuple):
    """What a person knows, in codes, and whom they work for. It serves whoever looks for people, and is not shown."""

    objectives: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()


NOTHING_KNOWN = Expertise()


@dataclass(frozen=True)
class Exchange:
    """How a content type is imported and exported; see `hub.exchange`.

    `store(actor, values, publish=…)` takes in one loaded line; `rows(actor, everything)` gives all as lines, in an
    order and with keys that do not change. A line has to hold the fields of `identity` even as a draft, unless it
    holds `address`; where there are no `drafts`, it has to be complete. Published or not, a line whose `status` is
    among `unfinished` may be incomplete.

    `store_all(actor, lines, publish=…, told=…)` may take in many lines at once, sooner than one by one; `told` holds
    the ids of what earlier lines of the same file were about.
    """

    name: str
    schema: Callable[[], Any]
    store: Callable[..., Any]
    rows: Callable[..., Iterable[dict[str, Any]]]
    identity: tuple[str, ...] = ()
    address: str = ""
    drafts: bool = True
    unfinished: tuple[str, ...] = ()
    store_all: Callable[..., list[Any]] | None = None


@dataclass(frozen=True)
class Feature:
    """What a feature brings. A field left empty means: the feature does not do that."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    style: str = ""
    """The stylesheet in `static/` that its own pages load beside `hub.css`."""
    kinds: tuple[Kind, ...] = ()
    permissions: Mapping[str, Rule] = field(default_factory=dict)
    navigation: tuple[Link, ...] = ()
    commands: tuple[click.Command, ...] = ()
    panels: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    """Where its things name organizations of the register."""
    waiting: Callable[[Actor], list[Waiting]] | None = None
    exchange: tuple[Exchange, ...] = ()
    expertise: Callable[[Sequence[int]], Mapping[int, Expertise]] | None = None
    """What the feature knows of users, by their ids."""
    sample: Callable[[], None] | None = None


def register(app: Flask, feature: Feature) -> None:
    """Make a feature part of the application."""
    for kind in feature.kinds:
        kinds.register(kind)
    for mention in feature.mentions:
        mentions.register(mention)
    for name, rule in feature.permissions.items():
        policy.permit(name, rule)
    for blueprint in feature.blueprints:
        app.register_blueprint(blueprint)
    for slot, panel in feature.panels.items():
        panels.add(app, slot, panel)
    app.extensions.setdefault("hub_features", []).append(feature)


def features(app: Flask) -> list[Feature]:
    """The registered features, in their order."""
    return list(app.extensions.get("hub_features", []))


def style_of(app: Flask, blueprint: str | None) -> str:
    """The stylesheet of the feature whose page this is; "" where `hub.css` says all."""
    return next((f.style for f in features(app) for own in f.blueprints if own.name == blueprint), "")


def expertise_of(app: Flask, user_ids: Sequence[int]) -> dict[int, Expertise]:
    """What the features know of users; those of whom nothing is known are left out."""
    found: dict[int, Expertise] = {}
    for told in (f.expertise(user_ids) for f in features(app) if f.expertise):
        for user_id, known in told.items():
            both = zip(found.get(user_id, NOTHING_KNOWN), known, strict=True)
            found[user_id] = Expertise(*(one | other for one, other in both))
    return found

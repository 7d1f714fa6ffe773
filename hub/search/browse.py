"""A list with filters, as the search page and the lists of each kind show it: all from the address of the request."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import current_app, request, url_for
from flask_babel import gettext as _

from hub import freshness
from hub.db import db
from hub.errors import Invalid
from hub.i18n import listed
from hub.kept import shelf
from hub.pagination import Page, asked_page, here, with_query
from hub.policy import Actor
from hub.search.engines import Key, Results
from hub.search.facets import Facet, Named, facets_of, labels_of
from hub.search.queries import PER_PAGE, Found, search

MAX_QUERY = 1_000

Filters = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Listing:
    """What a list shows: things of one kind, or of all.

    `orders` are ways to sort beside relevance and newest, each a function that gives the ids in order. `all_at` is
    the endpoint of the page with all values of a facet: the list itself then shows only the first of many.
    """

    facets: Sequence[str]
    kind: str = ""
    named: Named = field(default_factory=dict)
    orders: Mapping[str, Callable[[], Iterable[int]]] = field(default_factory=dict)
    all_at: str = ""


class WayOut(NamedTuple):
    """Something to leave out where nothing fits, and how much is found without it."""

    label: str
    url: str
    number: int


@dataclass(frozen=True)
class Browsing:
    """What was asked and what was found. `ignored` quotes filter values that do not exist."""

    text: str
    filters: Filters
    sort: str
    results: Results
    facets: list[Facet]
    page: Page
    active: list[tuple[str, str]]
    ignored: list[str]
    ways_out: list[WayOut]

    @property
    def found(self) -> list[Found]:
        return self.page.items

    @property
    def query(self) -> list[tuple[str, str]]:
        """What the address asks for and the hub understands, in an order that stays the same; without the page."""
        return pairs(self.filters, self.text) + ([("sort", self.sort)] if self.sort else [])

    def address(self, endpoint: str, **values: Any) -> str:
        """Another page about what was found here."""
        return with_query(url_for(endpoint, **values), gathered(self.query))

    @property
    def canonical(self) -> str:
        """The one address of this list, however it was asked for."""
        number = [("page", str(self.page.number))] if self.page.number > 1 else []
        return here(gathered([*self.query, *number]), external=True)


def pairs(filters: Filters, text: str) -> list[tuple[str, str]]:
    """Filters and words as the parameters of an address."""
    chosen = [(facet, value) for facet, values in filters.items() for value in sorted(values)]
    return chosen + ([("q", text)] if text else [])


def gathered(parameters: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Parameters with the same name together."""
    found: dict[str, list[str]] = {}
    for name, value in parameters:
        found.setdefault(name, []).append(value)
    return found


def asked_text() -> str:
    """The query in the address."""
    return request.args.get("q", "").strip()[:MAX_QUERY]


def asked_filters(facets: Sequence[str]) -> Filters:
    """The facet values in the address. Blank ones are what an unused form field sends."""
    chosen = {facet: frozenset(v.strip() for v in request.args.getlist(facet) if v.strip()) for facet in facets}
    return {facet: values for facet, values in chosen.items() if values}


def unknown(filters: Filters, named: Named) -> dict[str, list[str]]:
    """Filter values that do not exist, by facet."""
    wrong = {facet: sorted(values - labels_of(facet, values, named).keys()) for facet, values in filters.items()}
    return {facet: values for facet, values in wrong.items() if values}


def checked_filters(facets: Sequence[str], named: Named | None = None) -> Filters:
    """The facet values in the address, for programs. Raises Invalid for those that do not exist."""
    filters = asked_filters(facets)
    if wrong := unknown(filters, named or {}):
        raise Invalid(
            {
                facet: [_("%(code)s is not one of the choices.", code=value[:40]) for value in values]
                for facet, values in wrong.items()
            }
        )
    return filters


def usable_filters(facets: Sequence[str], named: Named) -> tuple[Filters, list[str]]:
    """The facet values in the address, for people: those that exist, and the others."""
    asked = asked_filters(facets)
    wrong = unknown(asked, named)
    usable = {f: values - frozenset(wrong.get(f, ())) for f, values in asked.items()}
    return {f: values for f, values in usable.items() if values}, [v for values in wrong.values() for v in values]


def browse(actor: Actor, listing: Listing, *, hits: bool = True) -> Browsing:
    """Find what the address asks for; without `hits` only how much there is of what."""
    text, number, sort = asked_text(), asked_page() if hits else 1, request.args.get("sort", "")
    filters, ignored = usable_filters(listing.facets, listing.named)
    sort = sort if sort in ("relevance", "newest", *listing.orders) else ""
    fixed = {"type": frozenset({listing.kind})} if listing.kind else {}

    def find(text: str, filters: Filters, **more: Any) -> Any:
        return search(actor, text, filters | fixed, **more)

    ordered = {"sort": sort, "order": _places(listing, sort), "page": number} if hits else {"per_page": 0}
    answer = find(text, filters, **ordered)
    return Browsing(
        text,
        filters,
        sort,
        answer.results,
        facets_of(answer.results, filters, listing.facets, named=listing.named, cut=bool(listing.all_at)),
        Page(answer.found, answer.results.total, number, PER_PAGE),
        active_filters(filters, listing.named),
        ignored,
        [] if answer.results.total or not hits else _ways_out(find, text, filters, listing.named),
    )


def active_filters(filters: Filters, named: Named) -> list[tuple[str, str]]:
    """Each filter in words, with the address of this list without it."""
    labels = {facet: labels_of(facet, values, named) for facet, values in filters.items()}
    return [(labels[f][v], _without(f, v)) for f, values in filters.items() for v in sorted(values)]


def _places(listing: Listing, sort: str) -> Mapping[Key, int] | None:
    """The places of all things in an order of the feature's own; kept until anything changes."""
    if sort not in listing.orders:
        return None
    key, counter = ("places", listing.kind, sort), freshness.current(db.session.connection())
    places: dict[Key, int] | None = shelf(current_app).get(key, counter)
    if places is None:
        places = {(listing.kind, i): place for place, i in enumerate(listing.orders[sort]())}
        shelf(current_app).put(key, places, counter, size=150 * (len(places) + 1))
    return places


def _ways_out(find: Callable[..., Any], text: str, filters: Filters, named: Named) -> list[WayOut]:
    """What could be left out so that something is found: one facet, or the words."""
    ways = []
    for facet, values in filters.items() if len(filters) > 1 or text else ():
        rest = {name: chosen for name, chosen in filters.items() if name != facet}
        label = listed(labels_of(facet, sorted(values), named).values())
        ways.append(WayOut(label, _without(facet), find(text, rest, per_page=0).results.total))
    if text and filters:
        ways.append(WayOut(text, _without("q"), find("", filters, per_page=0).results.total))
    return sorted((way for way in ways if way.number), key=lambda way: -way.number)


def _without(name: str, value: str = "") -> str:
    """The address of this list without one value of a filter, or without all of it."""
    query = request.args.to_dict(flat=False)
    query[name] = [v for v in query.get(name, []) if value and v.strip() != value]
    query.pop("page", None)
    return here(query)

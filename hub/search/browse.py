"""A list with filters, as the search page and the lists of each kind show it: all from the address of the request."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from hub.errors import Invalid
from hub.pagination import Page, asked_page, here
from hub.policy import Actor
from hub.search.engines import Results
from hub.search.facets import Facet, facets_of, known_values, value_label
from hub.search.queries import PER_PAGE, Found, search

MAX_QUERY = 1_000

Filters = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Browsing:
    """What was asked and what was found. `ignored` quotes filter values that do not exist."""

    text: str
    filters: Filters
    results: Results
    facets: list[Facet]
    page: Page
    active: list[tuple[str, str]]
    ignored: list[str]

    @property
    def found(self) -> list[Found]:
        return self.page.items


def asked_text() -> str:
    """The query in the address."""
    return request.args.get("q", "").strip()[:MAX_QUERY]


def asked_filters(facets: Sequence[str]) -> Filters:
    """The facet values in the address. Blank ones are what an unused form field sends."""
    chosen = {facet: frozenset(v.strip() for v in request.args.getlist(facet) if v.strip()) for facet in facets}
    return {facet: values for facet, values in chosen.items() if values}


def unknown(filters: Filters) -> dict[str, list[str]]:
    """Filter values that do not exist, by facet."""
    wrong = {facet: sorted(v for v in values if not known_values(facet, v)) for facet, values in filters.items()}
    return {facet: values for facet, values in wrong.items() if values}


def checked_filters(facets: Sequence[str]) -> Filters:
    """The facet values in the address, for programs. Raises Invalid for those that do not exist."""
    filters = asked_filters(facets)
    if wrong := unknown(filters):
        raise Invalid(
            {
                facet: [_("%(code)s is not one of the choices.", code=value[:40]) for value in values]
                for facet, values in wrong.items()
            }
        )
    return filters


def browse(actor: Actor, facets: Sequence[str], *, kind: str | None = None) -> Browsing:
    """Find what the address asks for, within one kind or in all."""
    text, asked, number = asked_text(), asked_filters(facets), asked_page()
    wrong = unknown(asked)
    usable = {f: values - frozenset(wrong.get(f, ())) for f, values in asked.items()}
    filters = {f: values for f, values in usable.items() if values}
    fixed = {"type": frozenset({kind})} if kind else {}
    answer = search(actor, text, filters | fixed, sort=request.args.get("sort", ""), page=number)
    return Browsing(
        text,
        filters,
        answer.results,
        facets_of(answer.results, filters, facets),
        Page(answer.found, answer.results.total, number, PER_PAGE),
        [(value_label(f, v), _without(f, v)) for f, values in filters.items() for v in sorted(values)],
        [value for values in wrong.values() for value in values],
    )


def _without(facet: str, value: str) -> str:
    """The address of this list without one of its filters."""
    query = request.args.to_dict(flat=False)
    query[facet] = [v for v in query.get(facet, []) if v != value]
    query.pop("page", None)
    return here(query)

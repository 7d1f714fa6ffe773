"""Finding practices: the list with its filters, and all values of a filter."""

from flask import render_template, request
from flask_babel import LazyString

from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.exchange.download import FORMS
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.pagination import Page, asked_page, here
from hub.search.browse import Browsing, browse
from hub.search.facets import FACETS as WORDS
from hub.search.facets import Option, every_option
from hub.taxonomy.vocabulary import sort_key
from repository.search import FACETS, SORTS
from repository.search.listing import LISTING
from repository.views.blueprint import bp

OPTIONS = 250
"""Values of a filter on one page."""


@bp.get("")
@public
@kept_for_guests
def index() -> str:
    """All published practices, with filters."""
    browsing = browse(current_actor(), LISTING)
    return render_template(
        "repository/index.html",
        browsing=browsing,
        sorts=_sorts(browsing),
        keep=[(name, value) for name, value in browsing.query if name in ("q", "sort")],
        all_of=lambda facet: browsing.address("repository.choose", facet=facet),
        forms=FORMS,
    )


def _sorts(browsing: Browsing) -> list[tuple[LazyString, str, bool]]:
    """The ways to sort this list: their words, addresses, and whether it is sorted so."""
    default = "relevance" if browsing.text else "newest"
    query = request.args.to_dict(flat=False) | {"page": []}
    return [
        (words, here(query | {"sort": [] if sort == default else [sort]}), sort == (browsing.sort or default))
        for sort, words in SORTS.items()
        if browsing.text or sort != "relevance"
    ]


@bp.get("/by/<facet>")
@public
@kept_for_guests
def choose(facet: str) -> str:
    """All values of a filter, of which the list shows only the most frequent."""
    if facet not in FACETS:
        raise NotFound
    browsing = browse(current_actor(), LISTING, hits=False)
    counted, chosen = browsing.results.facets.get(facet, {}), browsing.filters.get(facet, frozenset())
    options = every_option(facet, counted, chosen, LISTING.named)
    page = _page_of(options, request.args.get("find", ""))
    return render_template(
        "repository/choose.html",
        browsing=browsing,
        facet=facet,
        label=WORDS[facet].label,
        page=page,
        elsewhere=[option for option in options if option.selected and option not in page.items],
        find=request.args.get("find", ""),
        keep=[(name, value) for name, value in browsing.query if name != facet],
    )


def _page_of(options: list[Option], sought: str) -> Page:
    """The asked page of those whose label holds what was sought, whatever its accents."""
    found = [option for option in options if sort_key(sought.strip()) in sort_key(option.label)]
    number = asked_page()
    return Page(found[(number - 1) * OPTIONS : number * OPTIONS], len(found), number, OPTIONS)

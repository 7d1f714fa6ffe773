"""The search page and the search API."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.pagination import Page, asked_page, asked_per_page
from hub.search.browse import Listing, asked_text, browse, checked_filters
from hub.search.facets import facets_of
from hub.search.objectives import named
from hub.search.queries import PER_PAGE, Found, search
from hub.search.schemas import FACETS, SearchOut, parameter
from hub.security import csrf

bp = Blueprint("search", __name__)
api_bp = Blueprint("search_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)

SORTS = ("relevance", "newest")


@bp.get("/search")
@public
@kept_for_guests
def page() -> str:
    """Search over everything."""
    browsing = browse(current_actor(), Listing(FACETS))
    return render_template("search/page.html", browsing=browsing, objectives_named=named(browsing.text))


@api_bp.get("/search")
@public
@api.describe(
    _l("Search practices, experts and discussions"),
    returns=SearchOut,
    query=(
        api.Query("q", _l("What to look for")),
        *(parameter(facet) for facet in FACETS),
        api.Query("sort", _l("What comes first"), api.one_of(*SORTS)),
        *api.PAGING,
    ),
)
def search_api() -> Response:
    """The search of the page, for programs."""
    filters, per_page, number = checked_filters(FACETS), asked_per_page(PER_PAGE), asked_page()
    sort = api.asked_one_of("sort", SORTS, "relevance")
    answer = search(current_actor(), asked_text(), filters, sort=sort, page=number, per_page=per_page)
    paged = Page(answer.found, answer.results.total, number, per_page)
    counted = {
        facet.name: [{"value": o.value, "label": o.label, "count": o.count} for o in facet.options]
        for facet in facets_of(answer.results, filters, FACETS)
    }
    return jsonify(
        **api.envelope(paged, [_item(found) for found in answer.found]),
        facets={name: counted.get(name, []) for name in FACETS},
        suggestion=answer.results.suggestion,
    )


def _item(found: Found) -> dict[str, Any]:
    return {
        "type": found.kind.name,
        "id": found.kind.public_id(found.thing),
        "title": found.kind.title(found.thing),
        "url": api.full_url(found.kind.url(found.thing)),
        "snippet": str(found.hit.snippet),
        "language": getattr(found.thing, "language", None),
        "score": found.hit.score,
    }

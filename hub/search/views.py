"""The search page and the search API."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from hub import api, kinds
from hub.auth.actors import current_actor
from hub.errors import Invalid
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.pagination import Page, asked_page, asked_per_page
from hub.search.facets import facets_of, value_label
from hub.search.queries import FACETS, PER_PAGE, Found, search
from hub.security import csrf
from hub.taxonomy import VOCABULARIES

MAX_QUERY = 1_000

bp = Blueprint("search", __name__)
api_bp = Blueprint("search_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)

_VOCABULARIES = {"objective": "objectives", "principle": "principles", "country": "countries", "region": "regions",
                 "language": "languages"}


def asked_filters() -> dict[str, frozenset[str]]:
    """The facet values in the address. Blank ones are what an unused form field sends."""
    chosen = {facet: frozenset(v.strip() for v in request.args.getlist(facet) if v.strip()) for facet in FACETS}
    return {facet: values for facet, values in chosen.items() if values}


def unknown_values(filters: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    """Filter values that do not exist, by facet."""
    known = {facet: set(VOCABULARIES[name].codes) for facet, name in _VOCABULARIES.items()}
    known["type"] = {kind.name for kind in kinds.all_kinds() if kind.document}
    wrong = {f: sorted(v for v in values if v not in known[f]) for f, values in filters.items() if f in known}
    wrong["year"] = sorted(v for v in filters.get("year", ()) if not (v.isascii() and v.isdigit() and len(v) == 4))
    return {facet: values for facet, values in wrong.items() if values}


@bp.get("/search")
@public
@kept_for_guests
def page() -> str:
    """Search over all three."""
    text, filters, number = request.args.get("q", "").strip()[:MAX_QUERY], asked_filters(), asked_page()
    wrong = unknown_values(filters)
    usable = {f: values - set(wrong.get(f, ())) for f, values in filters.items() if values - set(wrong.get(f, ()))}
    answer = search(current_actor(), text, usable, sort=request.args.get("sort", ""), page=number)
    return render_template(
        "search/page.html", text=text, answer=answer, ignored=[v for values in wrong.values() for v in values],
        facets=facets_of(answer.results, usable), page=Page(answer.found, answer.results.total, number, PER_PAGE),
        active=[(value_label(f, v), _without(f, v)) for f, values in usable.items() for v in sorted(values)],
    )


def _without(facet: str, value: str) -> str:
    """The address of this search without one of its filters."""
    query = request.args.to_dict(flat=False)
    query[facet] = [v for v in query.get(facet, []) if v != value]
    query.pop("page", None)
    return url_for("search.page", **query)


@api_bp.get("/search")
@public
@api.describe("Search practices, experts and discussions", query=(("q", "What to look for"), *((f, f) for f in FACETS),
                                                                  ("sort", "relevance or newest")))
def search_api() -> Response:
    """The search of the page, for programs."""
    filters, per_page = asked_filters(), asked_per_page(PER_PAGE)
    if wrong := unknown_values(filters):
        raise Invalid({f: [_("%(value)s is not one of the choices.", value=v[:40]) for v in values]
                       for f, values in wrong.items()})
    sort = request.args.get("sort", "relevance")
    if sort not in ("", "relevance", "newest"):
        raise Invalid({"sort": [_("Choose relevance or newest.")]})
    number = asked_page()
    answer = search(current_actor(), request.args.get("q", "").strip()[:MAX_QUERY], filters, sort=sort,
                    page=number, per_page=per_page)
    paged = Page(answer.found, answer.results.total, number, per_page)
    return jsonify(
        total=answer.results.total, page=number, per_page=per_page,
        links={"self": paged.url(number, external=True),
               "next": paged.url(number + 1, external=True) if paged.next_url else None,
               "prev": paged.url(number - 1, external=True) if paged.prev_url else None},
        items=[_item(found) for found in answer.found],
        facets={facet.name: [{"value": o.value, "label": o.label, "count": o.count} for o in facet.options]
                for facet in facets_of(answer.results, filters)},
        suggestion=answer.results.suggestion,
    )


def _item(found: Found) -> dict[str, Any]:
    return {"type": found.kind.name, "id": found.kind.public_id(found.thing), "title": found.kind.title(found.thing),
            "url": found.kind.url(found.thing), "snippet": str(found.hit.snippet),
            "language": getattr(found.thing, "language", None), "score": found.hit.score}

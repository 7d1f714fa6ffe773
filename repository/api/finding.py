"""Lists of practices for programs, with the filters of the page, and the same as files."""

from typing import Any

from flask import Response, jsonify, request
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from hub import api
from hub.auth.actors import current_actor
from hub.exchange.download import MEDIA_TYPES
from hub.guard import public
from hub.pagination import Page, asked_page, asked_per_page
from hub.search.browse import asked_text, checked_filters
from hub.search.queries import matching
from hub.search.schemas import parameter
from hub.security import limiter
from repository import queries
from repository.api.blueprint import api_bp
from repository.exchange import exported
from repository.models import Practice
from repository.queries import calls, finding
from repository.schemas import PracticeOut, shown_to
from repository.search import FACETS, ORDERS, SORTS, narrowed
from repository.search.listing import LISTING
from repository.workflow import STATES

NARROWING = (
    api.Query("q", _l("What to look for, among what is published")),
    *(parameter(facet) for facet in FACETS),
)


@api_bp.get("")
@public
@api.describe(
    _l("The practices that you may read"),
    returns=PracticeOut,
    many=True,
    query=(
        api.Query("status", _l("Only practices in this state"), api.one_of(*STATES)),
        api.Query("call", _l("Only answers to this call")),
        *NARROWING,
        api.Query("sort", _l("What comes first: with words the best match, else the newest"), api.one_of(*SORTS)),
    ),
)
def index() -> Response:
    text = asked_text()
    ids = matching(current_actor(), text, "practice") if text else None
    query = narrowed(queries.readable(current_actor()), checked_filters(FACETS, LISTING.named), ids)
    if status := api.asked_one_of("status", STATES):
        query = query.where(Practice.status == status)
    if call := request.args.get("call"):
        query = query.where(calls.answering(current_actor(), call))
    sort = api.asked_one_of("sort", SORTS, "relevance" if text else "newest")
    if sort == "relevance" and ids is not None:
        return _best_first(query, ids)
    return api.listing(query.order_by(*ORDERS.get(sort, ORDERS["newest"])), _shown)


def _best_first(query: Select[tuple[Practice]], ids: list[int]) -> Response:
    """The asked page of a query, in the order in which the search found its practices."""
    number, per_page = asked_page(), asked_per_page()
    found = finding.in_order_of(query, ids)
    some = found[(number - 1) * per_page : number * per_page]
    page = Page(finding.picked(query, some), len(found), number, per_page)
    return jsonify(api.envelope(page, [_shown(practice) for practice in page.items]))


def _shown(practice: Practice) -> dict[str, Any]:
    return shown_to(current_actor(), practice)


@api_bp.get("/export.<any(csv, xlsx, jsonl):form>")
@public
@limiter.limit("10/minute")
@api.describe(
    _l("The published practices that filters leave, all at once, with the columns of `hub export`"),
    query=NARROWING,
    media=tuple(media.partition(";")[0] for media in MEDIA_TYPES.values()),
)
def export(form: str) -> Response:
    return exported(current_actor(), form, checked_filters(FACETS, LISTING.named), asked_text())

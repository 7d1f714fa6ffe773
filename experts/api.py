"""The Experts Database in the API."""

from flask import Blueprint, Response, jsonify
from flask_babel import lazy_gettext as _l

from experts import operations, queries
from experts.schemas import OwnerOut, OwnSchema, PublicOut, TransitionSchema, shown_to
from experts.search import FACETS
from hub import api
from hub.auth.actors import current_actor, signed_in_user
from hub.guard import public, signed_in
from hub.search.browse import checked_filters
from hub.search.schemas import parameter
from hub.security import csrf, limiter

api_bp = Blueprint("experts_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)

SORTS = ("name", "newest")


@api_bp.get("/experts")
@public
@limiter.limit("120/minute")
@api.describe(
    _l("Experts that you may see"),
    returns=PublicOut,
    many=True,
    query=(
        *(parameter(facet) for facet in FACETS),
        api.Query("sort", _l("What comes first"), api.one_of(*SORTS)),
    ),
)
def list_experts() -> Response:
    actor = current_actor()
    query = queries.directory(actor, checked_filters(FACETS), sort=api.asked_one_of("sort", SORTS, "name"))
    return api.listing(query, lambda expert: shown_to(actor, expert))


@api_bp.get("/experts/<slug>")
@public
@api.describe(_l("One expert"), returns=PublicOut)
def get_expert(slug: str) -> Response:
    return jsonify(shown_to(current_actor(), queries.expert(current_actor(), slug)))


@api_bp.get("/experts/me")
@signed_in
@api.describe(_l("Your own profile"), returns=OwnerOut)
def get_own() -> Response:
    return jsonify(shown_to(current_actor(), queries.own_there(current_actor())))


@api_bp.put("/experts/me")
@signed_in
@limiter.limit("60/hour")
@api.describe(_l("Create or replace your own profile; a new one is a draft"), body=OwnSchema, partial=True,
              returns=OwnerOut)  # fmt: skip
def put_own() -> tuple[Response, int]:
    actor = signed_in_user()
    is_new = queries.own(actor) is None
    values = OwnSchema().load(api.body(), partial=True)
    expert = operations.save_own(actor, values, seen=values.get("version"))
    return jsonify(shown_to(actor, expert)), 201 if is_new else 200


@api_bp.post("/experts/me/transitions")
@signed_in
@api.describe(
    _l("Take a step with your own profile: submit it (with consent), renew it, withdraw it to a draft"),
    body=TransitionSchema,
    returns=OwnerOut,
)
def step_own() -> Response:
    return _step(queries.own_there(current_actor()).slug)


@api_bp.post("/experts/<slug>/transitions")
@signed_in
@api.describe(
    _l("Take a step with a profile: verify, decline, suspend or restore it"), body=TransitionSchema, returns=PublicOut
)
def step(slug: str) -> Response:
    return _step(slug)


def _step(slug: str) -> Response:
    actor, asked_step = current_actor(), TransitionSchema().load(api.body())
    expert = operations.move(
        actor,
        queries.expert(actor, slug),
        asked_step["to"],
        comment=asked_step.get("comment") or "",
        consent=bool(asked_step["consent"]),
    )
    return jsonify(shown_to(actor, expert))

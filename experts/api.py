"""The Experts Database in the API."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from experts import operations
from experts.output import dump
from experts.queries import directory, find, own, own_or_404
from experts.schemas import OwnerOut, OwnSchema, PublicOut, StepSchema
from experts.search import FACETS
from hub import api
from hub.auth.actors import current_actor
from hub.errors import Invalid
from hub.guard import public, signed_in
from hub.search.browse import asked_filters, unknown
from hub.search.schemas import parameter
from hub.security import csrf, limiter

api_bp = Blueprint("experts_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)


@api_bp.get("/experts")
@public
@limiter.limit("120/minute")
@api.describe(
    _l("Experts that you may see"),
    returns=PublicOut,
    many=True,
    query=(
        *(parameter(facet) for facet in FACETS),
        api.Query("sort", _l("What comes first"), api.one_of("name", "newest")),
    ),
)
def list_experts() -> Response:
    filters = asked_filters(FACETS)
    if wrong := unknown(filters):
        raise Invalid(
            {
                f: [_("%(value)s is not one of the choices.", value=v[:40]) for v in values]
                for f, values in wrong.items()
            }
        )
    sort = request.args.get("sort", "name")
    if sort not in ("name", "newest"):
        raise Invalid({"sort": [_("Choose name or newest.")]})
    actor = current_actor()
    return api.listing(directory(actor, filters, sort=sort), lambda expert: dump(actor, expert))


@api_bp.get("/experts/<slug>")
@public
@api.describe(_l("One expert"), returns=PublicOut)
def get_expert(slug: str) -> Response:
    return jsonify(dump(current_actor(), find(current_actor(), slug)))


@api_bp.get("/experts/me")
@signed_in
@api.describe(_l("Your own profile"), returns=OwnerOut)
def get_own() -> Response:
    return jsonify(dump(current_actor(), own_or_404(current_actor())))


@api_bp.put("/experts/me")
@signed_in
@limiter.limit("60/hour")
@api.describe(_l("Create or replace your own profile; a new one is a draft"), body=OwnSchema, partial=True,
              returns=OwnerOut)  # fmt: skip
def put_own() -> tuple[Response, int]:
    actor: Any = current_actor()
    is_new = own(actor) is None
    expert = operations.save_own(actor, OwnSchema().load(api.body(), partial=True))
    return jsonify(dump(actor, expert)), 201 if is_new else 200


@api_bp.post("/experts/me/transitions")
@signed_in
@api.describe(
    _l("Take a step with your own profile: submit it (with consent), renew it, withdraw it to a draft"),
    body=StepSchema,
    returns=OwnerOut,
)
def step_own() -> Response:
    return _step(own_or_404(current_actor()).slug)


@api_bp.post("/experts/<slug>/transitions")
@signed_in
@api.describe(
    _l("Take a step with a profile: verify, decline, suspend or restore it"), body=StepSchema, returns=PublicOut
)
def step(slug: str) -> Response:
    return _step(slug)


def _step(slug: str) -> Response:
    actor, asked_step = current_actor(), StepSchema().load(api.body())
    expert = operations.change(
        actor,
        find(actor, slug),
        asked_step["to"],
        comment=asked_step.get("comment") or "",
        consent=bool(asked_step["consent"]),
    )
    return jsonify(dump(actor, expert))

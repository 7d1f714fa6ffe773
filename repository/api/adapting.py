"""The reuse of practices for programs."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public, signed_in
from hub.policy import require
from hub.security import limiter
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.queries import reuse
from repository.schemas import (
    AdaptationChangeSchema,
    AdaptationOut,
    AdaptationOutForAuthor,
    AdaptationSchema,
    StepOfVersionSchema,
    adaptation_shown_to,
    adaptation_values,
)


@api_bp.get("/<slug>/adaptations")
@public
@api.describe(_l("The public adaptations of a practice, the earliest first"), returns=AdaptationOut, many=True)
def adaptations(slug: str) -> Response:
    return api.listing(reuse.public_of(queries.practice(current_actor(), slug)), AdaptationOut().dump)


@api_bp.post("/<slug>/adaptations")
@signed_in
@limiter.limit("30/hour")
@api.describe(
    _l("Tell how you reused a practice; the secretariat checks it"),
    body=AdaptationSchema,
    returns=AdaptationOutForAuthor,
    status=201,
)
def tell_adaptation(slug: str) -> tuple[Response, int]:
    practice, values = queries.practice(current_actor(), slug), AdaptationSchema().load(api.body())
    told = operations.tell_adaptation(current_actor(), practice, values)
    return jsonify(adaptation_shown_to(current_actor(), told)), 201


@api_bp.get("/adaptations/<int:adaptation_id>")
@public
@api.describe(_l("One adaptation"), returns=AdaptationOut)
def adaptation(adaptation_id: int) -> Response:
    return jsonify(adaptation_shown_to(current_actor(), reuse.adaptation(current_actor(), adaptation_id)))


@api_bp.patch("/adaptations/<int:adaptation_id>")
@signed_in
@api.describe(
    _l("Change some fields of what you told; it is checked again"),
    body=AdaptationChangeSchema,
    partial=True,
    returns=AdaptationOutForAuthor,
)
def revise_adaptation(adaptation_id: int) -> Response:
    told = reuse.adaptation(current_actor(), adaptation_id)
    require(current_actor(), "adaptation.own", told)  # before a message could tell more of it
    values = AdaptationChangeSchema().load(adaptation_values(told) | api.body())
    seen = values.pop("version", None)
    operations.revise_adaptation(current_actor(), told, values, seen=seen)
    return jsonify(adaptation_shown_to(current_actor(), told))


@api_bp.post("/adaptations/<int:adaptation_id>/transitions")
@signed_in
@api.describe(
    _l("Publish, refuse or withdraw an adaptation. With the version that you read, nobody decides on another text"),
    body=StepOfVersionSchema,
    returns=AdaptationOutForAuthor,
)
def step_adaptation(adaptation_id: int) -> Response:
    told, step = reuse.adaptation(current_actor(), adaptation_id), StepOfVersionSchema().load(api.body())
    comment, seen = step.get("comment") or "", step.get("version")
    operations.step_adaptation(current_actor(), told, step["to"], comment, seen=seen)
    return jsonify(adaptation_shown_to(current_actor(), told))

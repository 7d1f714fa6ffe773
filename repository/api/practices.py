"""A practice for programs: read, write, lead along the workflow."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public, signed_in
from hub.security import limiter
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.schemas import (
    PracticeChangeSchema,
    PracticeOut,
    PracticeOutForEditors,
    PracticeSchema,
    StepOfVersionSchema,
    shown_to,
)


@api_bp.get("/<slug>")
@public
@api.describe(_l("One practice"), returns=PracticeOut)
def show(slug: str) -> Response:
    return jsonify(shown_to(current_actor(), queries.practice(current_actor(), slug)))


@api_bp.post("")
@signed_in
@limiter.limit("60/minute")
@api.describe(
    _l("Begin a draft. It may be incomplete; each value that you give is checked"),
    body=PracticeSchema,
    partial=True,
    returns=PracticeOutForEditors,
    status=201,
)
def create() -> tuple[Response, int]:
    practice = operations.create(current_actor(), PracticeSchema().load(api.body(), partial=True))
    return jsonify(shown_to(current_actor(), practice)), 201


@api_bp.patch("/<slug>")
@signed_in
@api.describe(
    _l(
        "Change some fields of a practice. With the version that you read, you are told which of them others have "
        "changed since, and nothing is overwritten"
    ),
    body=PracticeChangeSchema,
    partial=True,
    returns=PracticeOutForEditors,
)
def edit(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    given = api.body()
    whole = PracticeChangeSchema().load(PracticeSchema().dump(practice) | given, partial=True)
    seen = whole.pop("version", None)
    values = {name: value for name, value in whole.items() if name in given}
    operations.edit(current_actor(), practice, values, seen=seen)
    return jsonify(shown_to(current_actor(), practice))


@api_bp.post("/<slug>/transitions")
@signed_in
@api.describe(
    _l("Take a step on the way to publication. With the version that you read, nobody decides on what others changed"),
    body=StepOfVersionSchema,
    returns=PracticeOut,
)
def move(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    step = StepOfVersionSchema().load(api.body())
    operations.move(
        current_actor(),
        practice,
        step["to"],
        step.get("comment"),
        points=step.get("points") or (),
        letter=step.get("letter"),
        seen=step.get("version"),
    )
    return jsonify(shown_to(current_actor(), practice))

"""Updates of public practices for programs."""

from typing import Any

from flask import Response, jsonify, request
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import signed_in
from hub.policy import require
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.models import PracticeUpdate
from repository.queries import updates
from repository.schemas import PracticeOut, SeenSchema, StepOfVersionSchema, UpdateChangeSchema, UpdateOut, shown_to


def _told(update: PracticeUpdate) -> dict[str, Any]:
    names = {"changed": updates.what_is_new(update), "overtaken": updates.changed_meanwhile(update)}
    return dict(UpdateOut().dump(update)) | {name: [change.name for change in found] for name, found in names.items()}


@api_bp.get("/<slug>/update")
@signed_in
@api.describe(_l("The update of a public practice that is under way, for its authors"), returns=UpdateOut)
def update(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    return jsonify(_told(updates.update_of(current_actor(), practice)))


@api_bp.patch("/<slug>/update")
@signed_in
@api.describe(
    _l(
        "Begin an update of a public practice, or change some fields of it. With the version that you read, nothing "
        "that others wrote since is overwritten"
    ),
    body=UpdateChangeSchema,
    partial=True,
    returns=UpdateOut,
)
def write_update(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.update", practice)  # before a message could tell what the update says
    given, found = api.body(), updates.open_update(practice)
    whole = UpdateChangeSchema().load(updates.text_of(practice, found) | given, partial=True)
    seen = whole.pop("version", None)
    values = {name: value for name, value in whole.items() if name in given}
    return jsonify(_told(operations.write_update(current_actor(), practice, values, seen=seen)))


@api_bp.post("/<slug>/update/transitions")
@signed_in
@api.describe(
    _l("Take a step with an update. With the version that you read, nobody decides on what others wrote since"),
    body=StepOfVersionSchema,
    returns=UpdateOut,
)
def step_update(slug: str) -> Response:
    practice, step = queries.practice(current_actor(), slug), StepOfVersionSchema().load(api.body())
    found, comment = updates.update_of(current_actor(), practice), step.get("comment") or ""
    return jsonify(_told(operations.step_update(current_actor(), found, step["to"], comment, seen=step.get("version"))))


@api_bp.post("/<slug>/update/changes")
@signed_in
@api.describe(
    _l("Take into an update what was changed in the public text since it was begun"),
    body=SeenSchema,
    needs_body=False,
    returns=UpdateOut,
)
def take_changes_in(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    found = updates.update_of(current_actor(), practice)
    seen = SeenSchema().load(api.body() if request.get_data() else {}).get("version")
    return jsonify(_told(operations.take_changes_in(current_actor(), found, seen=seen)))


@api_bp.post("/<slug>/confirmation")
@signed_in
@api.describe(_l("Say that a public practice is still right as it stands"), returns=PracticeOut)
def confirm(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    return jsonify(shown_to(current_actor(), operations.confirm(current_actor(), practice)))

"""Discussions for programs."""

from typing import Any

from flask import Blueprint, Response, jsonify
from flask_babel import lazy_gettext as _l

from discussions import operations, queries
from discussions.schemas import NewPostSchema, PostOut, SpaceOut, ThreadOut, ThreadSchema, shown_to
from discussions.views import posting_limit
from hub import api
from hub.auth.actors import current_actor
from hub.guard import public, signed_in
from hub.security import csrf

api_bp = Blueprint("discussions_api", __name__, url_prefix=api.PREFIX)
csrf.exempt(api_bp)


@api_bp.get("/spaces")
@public
@api.describe(_l("The discussion spaces that you may read"), returns=SpaceOut, many=True)
def spaces() -> Response:
    return api.listing(queries.spaces(current_actor()), SpaceOut().dump)


@api_bp.get("/spaces/<space_slug>/threads")
@public
@api.describe(_l("The threads of a space: pinned ones, then those with the newest posts"), returns=ThreadOut, many=True)
def threads(space_slug: str) -> Response:
    actor = current_actor()
    space = queries.space(actor, space_slug)
    return api.listing(
        queries.threads(actor, space),
        ThreadOut().dump,
        total=queries.thread_total(actor, space),
    )


@api_bp.post("/spaces/<space_slug>/threads")
@signed_in
@posting_limit
@api.describe(
    _l("Start a thread. Its status says whether its first post waits for a moderator"),
    body=ThreadSchema,
    returns=ThreadOut,
    status=201,
)
def start(space_slug: str) -> tuple[Response, int]:
    actor = current_actor()
    space = queries.space(actor, space_slug)
    thread = operations.start(actor, space, ThreadSchema().load(api.body()))
    return jsonify(ThreadOut().dump(thread)), 201


@api_bp.get("/threads/<int:thread_id>")
@public
@api.describe(_l("One thread"), returns=ThreadOut)
def thread(thread_id: int) -> Response:
    return jsonify(ThreadOut().dump(queries.thread_by_id(current_actor(), thread_id)))


@api_bp.get("/threads/<int:thread_id>/posts")
@public
@api.describe(_l("The posts of a thread, in their order"), returns=PostOut, many=True)
def posts(thread_id: int) -> Response:
    actor = current_actor()
    found = queries.thread_by_id(actor, thread_id)
    return api.listing(
        queries.posts(actor, found),
        lambda post: shown_to(actor, post),
        total=queries.post_total(actor, found),
    )


@api_bp.post("/threads/<int:thread_id>/posts")
@signed_in
@posting_limit
@api.describe(
    _l("Answer in a thread. The state of the post says whether it waits for a moderator"),
    body=NewPostSchema,
    returns=PostOut,
    status=201,
)
def answer(thread_id: int) -> tuple[Response, int]:
    actor = current_actor()
    found = queries.thread_by_id(actor, thread_id)
    values: dict[str, Any] = NewPostSchema().load(api.body())
    return jsonify(shown_to(actor, operations.answer(actor, found, values))), 201

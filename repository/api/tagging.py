"""The tags that the assistant suggests for a practice, for programs."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.assistant.schemas import SuggestedTagsOut, answer
from hub.auth.actors import current_actor
from hub.guard import signed_in
from hub.policy import require
from hub.security import limiter
from repository import queries
from repository.api.blueprint import api_bp
from repository.queries.tags import opinion_on_tags


@api_bp.get("/<slug>/suggested-tags")
@signed_in
@limiter.limit("60/minute")
@api.describe(
    _l("Objectives, principles and goals that the saved text of a practice speaks of, for those who may edit it"),
    returns=SuggestedTagsOut,
)
def suggested_tags(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.edit", practice)
    return jsonify(answer(opinion_on_tags(practice)))

"""The versions of a practice for programs."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.guard import public
from repository import queries
from repository.api.blueprint import api_bp
from repository.models.version import PUBLISHED, SUBMITTED
from repository.queries import texts
from repository.schemas import VersionOut, VersionOutWithText

KIND = api.Query("kind", _l("Which versions: the public ones, or, for insiders, those submitted"),
                 api.one_of(PUBLISHED, SUBMITTED) | {"default": PUBLISHED})  # fmt: skip


@api_bp.get("/<slug>/versions")
@public
@api.describe(_l("The versions of a practice, newest first"), returns=VersionOut, many=True, query=(KIND,))
def versions(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    kind = api.asked_one_of("kind", (PUBLISHED, SUBMITTED), PUBLISHED)
    if kind not in texts.kinds_for(current_actor(), practice):
        raise NotFound
    return api.listing_of(queries.versions(practice, kind), VersionOut().dump)


@api_bp.get("/<slug>/versions/<int:number>")
@public
@api.describe(_l("A practice as it was"), returns=VersionOutWithText, query=(KIND,))
def version(slug: str, number: int) -> Response:
    practice = queries.practice(current_actor(), slug)
    kind = api.asked_one_of("kind", (PUBLISHED, SUBMITTED), PUBLISHED)
    return jsonify(VersionOutWithText().dump(texts.version(current_actor(), practice, number, kind)))

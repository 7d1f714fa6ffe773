"""Collections for programs."""

from flask import Blueprint, Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public
from hub.security import csrf
from repository.queries import collections
from repository.schemas.collection import CollectionOut, CollectionOutWithPractices, collection_out

collections_bp = Blueprint("collections_api", __name__, url_prefix=f"{api.PREFIX}/collections")
csrf.exempt(collections_bp)


@collections_bp.get("")
@public
@api.describe(_l("Collections of practices, newest first"), returns=CollectionOut, many=True)
def index() -> Response:
    return api.listing(collections.listed(current_actor()), CollectionOut().dump)


@collections_bp.get("/<slug>")
@public
@api.describe(_l("One collection, with its practices in order"), returns=CollectionOutWithPractices)
def show(slug: str) -> Response:
    found = collections.collection(current_actor(), slug)
    return jsonify(collection_out(found, collections.shown(found)))

"""Calls for practices for programs."""

from flask import Blueprint, Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public
from hub.security import csrf
from repository.queries import calls
from repository.schemas.call import CallOut

calls_bp = Blueprint("calls_api", __name__, url_prefix=f"{api.PREFIX}/calls")
csrf.exempt(calls_bp)


@calls_bp.get("")
@public
@api.describe(
    _l("Calls for practices: first those to come and open, then those that are over"), returns=CallOut, many=True
)
def index() -> Response:
    return api.listing(calls.listed(current_actor()), CallOut().dump)


@calls_bp.get("/<slug>")
@public
@api.describe(_l("One call for practices"), returns=CallOut)
def show(slug: str) -> Response:
    return jsonify(CallOut().dump(calls.call(current_actor(), slug)))

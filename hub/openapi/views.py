"""The API's description and the page to try it."""

from flask import Blueprint

from hub.guard import public

bp = Blueprint("openapi", __name__, url_prefix="/api/v1")


@bp.get("/docs")
@public
def docs() -> str:
    return ""

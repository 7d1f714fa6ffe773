"""The API's description and the page to try it."""

from typing import Any

from flask import Blueprint, Response, current_app, json, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response as AnyResponse

from hub import api
from hub.errors import NotFound
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.openapi.document import document
from hub.openapi.endpoints import endpoints
from hub.openapi.manual import chapters, objects
from hub.openapi.refusals import REFUSALS

bp = Blueprint("openapi", __name__, url_prefix=api.PREFIX)


@bp.get("/openapi.json")
@public
@api.describe(_l("The description of this API (OpenAPI 3.1)"))
def description() -> Response:
    """In the order in which the schemas declare their fields."""
    return Response(json.dumps(document(), sort_keys=False), content_type="application/json")


@bp.get("/docs")
@public
@kept_for_guests
def docs() -> str:
    """What the API can do, with forms to try it."""
    base = current_app.config["HUB_BASE_URL"] + api.PREFIX
    return render_template("openapi/docs.html", chapters=chapters(), objects=objects(), refusals=REFUSALS, base=base)


@bp.get("/docs/try/<name>")
@public
def try_it(name: str) -> AnyResponse:
    """From a form to the address that it asks for: a form alone cannot put a value into a path."""
    asked = next((e for e in endpoints() if e.name == name and not e.writes), None)
    if asked is None:
        raise NotFound
    names = [one.name for one in (*asked.variables, *asked.query)]
    values = {name: [v for v in request.args.getlist(name) if v] for name in names}
    given: dict[str, Any] = {name: said for name, said in values.items() if said}
    given |= {one.name: given[one.name][0] for one in asked.variables if one.name in given}
    try:
        return redirect(url_for(asked.name, **given))
    except (BuildError, ValueError):
        raise NotFound from None

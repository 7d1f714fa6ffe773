"""The blueprint that the API of the repository shares."""

from flask import Blueprint

from hub import api
from hub.security import csrf
from repository.queries.past import Moved
from repository.views.blueprint import go_there

api_bp = Blueprint("repository_api", __name__, url_prefix=f"{api.PREFIX}/practices")
csrf.exempt(api_bp)
api_bp.register_error_handler(Moved, go_there)

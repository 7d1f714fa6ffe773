"""The blueprint that the API of the repository shares."""

from flask import Blueprint

from hub import api
from hub.security import csrf

api_bp = Blueprint("repository_api", __name__, url_prefix=f"{api.PREFIX}/practices")
csrf.exempt(api_bp)

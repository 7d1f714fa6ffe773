"""The blueprint that the pages of the register share."""

from flask import Blueprint

bp = Blueprint("organizations", __name__, url_prefix="/organizations")

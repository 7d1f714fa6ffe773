"""The blueprint that the pages of the register share."""

from flask import Blueprint

from hub.i18n import language
from hub.taxonomy.organizations.well_known import suggestions

bp = Blueprint("organizations", __name__, url_prefix="/organizations")


@bp.app_context_processor
def well_known() -> dict[str, object]:
    """What `organizations/_suggestions.html` offers in forms of features."""
    return {"well_known_organizations": lambda: suggestions(language())}

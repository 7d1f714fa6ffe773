"""The blueprint that all pages of the Experts Database share."""

from flask import Blueprint

from experts.workflow import STATES, TONES

bp = Blueprint("experts", __name__, url_prefix="/experts")


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured."""
    return {"STATES": STATES, "TONES": TONES}

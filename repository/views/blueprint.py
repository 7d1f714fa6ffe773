"""The blueprint that all pages of the repository share."""

from flask import Blueprint

from hub.zones import told_zone_day, zone_day
from repository.workflow import CRITERIA, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")
bp.add_app_template_filter(zone_day)
bp.add_app_template_filter(told_zone_day)


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured, and what reviewers score."""
    return {"STATES": STATES, "TONES": TONES, "criteria": CRITERIA}

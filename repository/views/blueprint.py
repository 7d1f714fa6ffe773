"""The blueprint that all pages of the repository share."""

from flask import Blueprint, request

from hub.intervals import month_name
from hub.zones import told_zone_day, zone_day
from repository.workflow import CRITERIA, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")
bp.add_app_template_filter(zone_day)
bp.add_app_template_filter(told_zone_day)
bp.add_app_template_filter(month_name)


def picked(name: str) -> str:
    """What was chosen from a list, or ""; no name in an address holds what PostgreSQL would not even look for."""
    return request.form.get(name, "").replace("\0", "")


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured, and what reviewers score."""
    return {"STATES": STATES, "TONES": TONES, "criteria": CRITERIA}

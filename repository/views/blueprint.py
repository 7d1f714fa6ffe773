"""The blueprint that all pages of the repository share."""

from flask import Blueprint

from repository.workflow import CRITERIA, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured, and what reviewers score."""
    return {"STATES": STATES, "TONES": TONES, "criteria": CRITERIA}

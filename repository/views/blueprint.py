"""The blueprint that all pages of the repository share."""

from flask import Blueprint, url_for

from repository.schemas import STEP_OF
from repository.workflow import CRITERIA, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured, and what reviewers score."""
    return {"STATES": STATES, "TONES": TONES, "criteria": CRITERIA, "answer_url": answer_url}


def answer_url(slug: str, field: str) -> str:
    """Where a field is written: its step, at the field. A path like `links.0.url` leads to the field `links`."""
    name = field.partition(".")[0]
    if name not in STEP_OF:
        return url_for("repository.edit", slug=slug)
    return url_for("repository.edit_step", slug=slug, step=STEP_OF[name], _anchor=f"f-{name}")

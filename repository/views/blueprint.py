"""The blueprint that all pages of the repository share."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from repository import citations
from repository.citations import apa
from repository.queries import texts
from repository.queries.past import Moved, Withdrawn
from repository.workflow import CRITERIA, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")


@bp.context_processor
def words() -> dict[str, object]:
    """How states are said and coloured, and what reviewers score."""
    return {"STATES": STATES, "TONES": TONES, "criteria": CRITERIA}


@bp.errorhandler(Moved)
def go_there(moved: Moved) -> Response:
    """The same page of the same practice, at its address of today."""
    path = url_for(str(request.endpoint), **(request.view_args or {}) | {"slug": moved.slug})
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"{path}?{query}" if query else path, 308)


@bp.errorhandler(Withdrawn)
def tombstone(withdrawn: Withdrawn) -> tuple[str, int]:
    """What is left of a practice that was withdrawn: that it was there, and why it is not any more."""
    practice = withdrawn.practice
    reference = apa.reference(citations.of(practice, texts.latest(practice)))
    page = render_template("repository/withdrawn.html", withdrawn=withdrawn, practice=practice, reference=reference)
    return page, withdrawn.status

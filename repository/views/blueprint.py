"""The blueprint that all pages of the repository share."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.error_pages import typed
from hub.i18n import listed
from hub.intervals import month_name
from hub.zones import told_zone_day, zone_day
from repository import citations
from repository.citations import apa
from repository.models import Review
from repository.operations.reviewing.lacking import in_words
from repository.queries import texts
from repository.queries.past import Moved, Withdrawn
from repository.schemas import STEP_OF
from repository.workflow import RECOMMENDATIONS, REFUSALS, STATES, TONES

bp = Blueprint("repository", __name__, url_prefix="/practices")
bp.add_app_template_filter(zone_day)
bp.add_app_template_filter(told_zone_day)
bp.add_app_template_filter(month_name)


@bp.context_processor
def words() -> dict[str, object]:
    """How states, recommendations and refusals are said, and how they are coloured."""
    return {
        "STATES": STATES,
        "TONES": TONES,
        "RECOMMENDATIONS": RECOMMENDATIONS,
        "REFUSALS": REFUSALS,
        "reviewers_in_words": in_words,
        "submitter_of": submitter_of,
        "answer_url": answer_url,
    }


def submitter_of(review: Review) -> str:
    """Who submits, for a reviewer, where the rules of the review let them see it; else ""."""
    submitter = review.practice.submitter
    if submitter is None or not review.rules.submitter_shown:
        return ""
    return listed(filter(None, (submitter.name, submitter.organization)))


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
    page = render_template(
        "repository/withdrawn.html", withdrawn=withdrawn, practice=practice, reference=reference, typed=typed()
    )
    return page, withdrawn.status


def answer_url(slug: str, field: str) -> str:
    """Where a field is written: its step, at the field. A path like `links.0.url` leads to the field `links`."""
    name = field.partition(".")[0]
    if name not in STEP_OF:
        return url_for("repository.edit", slug=slug)
    return url_for("repository.edit_step", slug=slug, step=STEP_OF[name], _anchor=f"f-{name}")

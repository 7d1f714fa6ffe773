"""Deciding with a letter, and reading the letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.auth.actors import current_actor
from hub.errors import Conflict, NotFound
from hub.forms import Form
from hub.guard import access, signed_in
from hub.policy import require
from hub.workflow import Transition
from repository import operations, queries
from repository.models import Practice
from repository.operations.reasons import comment_with
from repository.operations.reviewing import compose, points_from_reviews
from repository.operations.reviewing.points import numbered
from repository.schemas import DecisionSchema
from repository.schemas.points import MOST_POINTS
from repository.views.blueprint import bp
from repository.views.refusing import changed_meanwhile, refused
from repository.workflow import LETTERS, STATES, WORKFLOW

FIELDS = {"ask_for_changes": ("points", "comment", "letter"), "decline": ("comment", "letter"), "approve": ("letter",)}
"""What the secretariat says with each decision."""

SEND = {
    "ask_for_changes": _l("Send the letter and ask for changes"),
    "decline": _l("Send the letter and decline"),
    "approve": _l("Send the letter and approve"),
}
"""What the button says once the letter stands on the page."""


@bp.route("/<slug>/decisions/<step_name>", methods=["GET", "POST"])
@access("practice.decide")
def decide(slug: str, step_name: str) -> ResponseReturnValue:
    """Write the points, the reason and the letter, then decide."""
    practice = queries.practice(current_actor(), slug)
    if step_name not in LETTERS:
        raise NotFound
    form = Form(DecisionSchema(), only=FIELDS[step_name])
    try:
        step = WORKFLOW.check(current_actor(), practice, WORKFLOW[step_name])
        if form.is_sent and (onward := _answer(practice, step, form)):
            return onward
    except Conflict as conflict:
        if form.is_sent:
            return refused(practice, form, conflict)
        raise
    if not form.is_sent:
        form.raw = {"letter": compose(practice, "approved")} if step_name == "approve" else {}
    changed = changed_meanwhile(practice, form)
    return render_template(
        "repository/decide.html", practice=practice, step=step, form=form, changed=changed, send=SEND[step_name]
    ), form.status


def _answer(practice: Practice, step: Transition, form: Form) -> ResponseReturnValue | None:
    """Decide, compose the letter or take over points; where one goes from there, if it is done."""
    if "from_reviews" in request.form:
        form.raw["points"] = _with_points_from_reviews(practice, form.raw["points"])
        return None
    with form.catching():
        values = form.load()
        reason, points, letter = _reason(practice, step.name, values), values.get("points") or (), values.get("letter")
        if "compose" in request.form or not letter:  # nobody sends a letter that they have not seen
            WORKFLOW.find(current_actor(), practice, step.target, reason or numbered(points))
            form.raw["letter"] = compose(practice, step.target, reason)
            return None
        operations.move(current_actor(), practice, step.target, reason, points=points, letter=letter, seen=form.seen)
        flash(_("The practice is now in the state “%(state)s”.", state=STATES[practice.status]), "success")
        return redirect(url_for("repository.desk", slug=practice.slug))
    return None


def _reason(practice: Practice, step_name: str, values: Mapping[str, Any]) -> str:
    """What is said of the decision: a prepared text, if one was chosen, and the words of whoever decides."""
    return comment_with(practice, step_name, request.form.get("reason"), values.get("comment"))


def _with_points_from_reviews(practice: Practice, typed: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The points that were typed, then those of the reviews that do not stand there yet."""
    own = [point for point in typed if point.get("text") or point.get("field")]
    texts = {_squeezed(point.get("text")) for point in own}
    added = [point for point in points_from_reviews(practice) if _squeezed(point["text"]) not in texts]
    return [*own, *added][:MOST_POINTS]


def _squeezed(text: str | None) -> str:
    """A text without its spaces and line breaks, which browsers change."""
    return "".join((text or "").split())


@bp.get("/<slug>/letters/<int:number>")
@signed_in
def letter(slug: str, number: int) -> str:
    """A decision letter, to read and to print."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    found = next((one for one in queries.letters(practice) if one.number == number), None)
    if found is None:
        raise NotFound
    asked = queries.points(practice, found.round) if found.decision == "changes_requested" else []
    return render_template("repository/letter.html", practice=practice, letter=found, points=asked)

"""Points to change: their answers, and what happened from round to round."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth.actors import current_actor
from hub.errors import Conflict
from hub.forms import Form
from hub.guard import signed_in
from hub.policy import can, require
from repository import operations, queries
from repository.models import PracticePoint
from repository.operations.reviewing import rounds_of, version_of
from repository.schemas import PracticeSchema, answers_schema
from repository.views.blueprint import bp


@bp.route("/<slug>/answers", methods=["GET", "POST"])
@signed_in
def answers(slug: str) -> ResponseReturnValue:
    """Answer the points, all at once or some now and some later."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.submit", practice)
    points = queries.points(practice, practice.round)
    if practice.status != "changes_requested" or not points:
        raise Conflict(_("Points are answered while changes are requested."))
    form = Form(answers_schema(points)(), values={f"point_{p.number}": _value(p) for p in points})
    if form.is_sent:
        with form.catching():
            given = [{"number": _number(name), **answer} for name, answer in form.load().items() if answer]
            operations.answer_points(current_actor(), practice, given, seen=form.seen)
            flash(_("Your answers are saved."), "success")
            return redirect(url_for("repository.follow", slug=slug))
    labels = {name: field.metadata["label"] for name, field in PracticeSchema().fields.items()}
    return render_template(
        "repository/answers.html", practice=practice, points=points, form=form, labels=labels, seen=version_of(points)
    ), form.status


def _number(name: str) -> int:
    return int(name.removeprefix("point_"))


def _value(point: PracticePoint) -> dict[str, str]:
    return {"state": "" if point.done is None else "done" if point.done else "not_done", "answer": point.answer or ""}


@bp.get("/<slug>/rounds")
@signed_in
def rounds(slug: str) -> str:
    """What was asked, answered and changed from round to round, for authors, reviewers and the secretariat."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.read_rounds", practice)
    follows = can(current_actor(), "practice.follow", practice)
    return render_template("repository/rounds.html", practice=practice, rounds=rounds_of(practice), follows=follows)

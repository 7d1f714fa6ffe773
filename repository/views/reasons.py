"""The page of prepared texts for decisions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access
from hub.i18n import language
from repository import operations
from repository.queries import reasons
from repository.schemas.reason import DECISIONS, ReasonSchema, reason_values
from repository.views.blueprint import bp


@bp.get("/reasons")
@access("practice.decide")
def all_reasons() -> str:
    """All prepared texts, by step."""
    found = reasons.all_reasons()
    by_step = [(label, [each for each in found if each.decision == step]) for step, label in DECISIONS.items()]
    return render_template("repository/reasons.html", by_step=by_step, language=language())


@bp.route("/reasons/new", methods=["GET", "POST"])
@access("practice.decide")
def new_reason() -> ResponseReturnValue:
    """Write a text."""
    form = Form(ReasonSchema())
    if form.is_sent:
        with form.catching():
            operations.keep_reason(current_actor(), form.load())
            return _saved()
    return render_template("repository/edit_reason.html", form=form, reason=None), form.status


@bp.route("/reasons/<key>", methods=["GET", "POST"])
@access("practice.decide")
def edit_reason(key: str) -> ResponseReturnValue:
    """Change a text."""
    found = reasons.reason(key)
    saved = reason_values(found.decision, found.texts)
    form = Form(ReasonSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.keep_reason(current_actor(), form.load(), found, seen=form.seen)
            return _saved()
    return render_template("repository/edit_reason.html", form=form, reason=found, saved=saved), form.status


@bp.post("/reasons/<key>/hide")
@access("practice.decide")
def hide_reason(key: str) -> Response:
    """Offer a text no longer."""
    operations.offer_reason(current_actor(), reasons.reason(key), offered=False)
    return _saved()


@bp.post("/reasons/<key>/offer")
@access("practice.decide")
def offer_reason(key: str) -> Response:
    """Offer a text again."""
    operations.offer_reason(current_actor(), reasons.reason(key), offered=True)
    return _saved()


@bp.post("/reasons/<key>/drop")
@access("practice.decide")
def drop_reason(key: str) -> Response:
    """Delete a text of our own, or put back what it said at first."""
    operations.drop_reason(current_actor(), reasons.reason(key))
    return _saved()


def _saved() -> Response:
    flash(_("Saved."), "success")
    return redirect(url_for("repository.all_reasons"))

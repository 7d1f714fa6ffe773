"""The rules of review: for everybody to read, for the secretariat to set."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access, public
from hub.guest_pages import kept_for_guests
from hub.policy import can
from repository import operations, queries
from repository.operations.reviewing import as_set
from repository.schemas import RulesSchema, rules_as_values
from repository.views.blueprint import bp


@bp.get("/review-rules")
@public
@kept_for_guests
def review_rules() -> str:
    """How practices are reviewed, in words."""
    return render_template(
        "repository/rules.html",
        rules=queries.rules_in_force(),
        newest=queries.newest_rules(),
        may_set=can(current_actor(), "review.set_rules"),
    )


@bp.route("/review-rules/edit", methods=["GET", "POST"])
@access("review.set_rules")
def set_review_rules() -> ResponseReturnValue:
    """Look at what other rules would mean, then set them."""
    present, newest = queries.rules_in_force(), queries.newest_rules()
    form = Form(RulesSchema(), values=rules_as_values(present))
    preview = None
    if form.is_sent:
        with form.catching():
            values = form.load()
            if "preview" not in request.form:
                operations.set_rules(current_actor(), values, seen=form.seen)
                flash(_("The rules are set. Reviews that have begun keep those that they began with."), "success")
                return redirect(url_for("repository.review_rules"))
            preview = as_set(present, values)
    return render_template(
        "repository/set_rules.html", form=form, preview=preview, seen=newest.id if newest else 0
    ), form.status

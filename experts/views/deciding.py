"""The secretariat's pages: the verification desk, and steps with a profile."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from experts import operations, queries
from experts.schemas import ReasonSchema
from experts.views.blueprint import bp
from experts.workflow import STATES, WORKFLOW
from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access
from hub.pagination import paginate


@bp.get("/waiting")
@access("expert.decide")
def waiting() -> str:
    """The profiles that wait for verification, and the conversations that were reported."""
    return render_template("experts/waiting.html", page=paginate(queries.to_verify()), reported=queries.reported())


@bp.route("/<slug>/steps/<name>", methods=["GET", "POST"])
@access("expert.decide")
def step(slug: str, name: str) -> ResponseReturnValue:
    """Verify, decline, suspend, restore; with a reason where one is needed."""
    actor, taken = current_actor(), WORKFLOW[name]
    expert = queries.expert(actor, slug)
    WORKFLOW.check(actor, expert, taken)
    form = Form(ReasonSchema())
    if form.is_sent:
        with form.catching():
            comment = form.load()["comment"] if taken.comment_needed else ""
            operations.take(actor, expert, taken, comment=comment, consent="consent" in request.form)
            flash(
                _(
                    "The profile of %(name)s is now in the state “%(state)s”.",
                    name=expert.name,
                    state=STATES[expert.state],
                ),
                "success",
            )
            return redirect(url_for("experts.show", slug=expert.slug))
    return render_template("experts/step.html", expert=expert, step=taken, form=form), form.status

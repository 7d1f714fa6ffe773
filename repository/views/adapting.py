"""Adapted here: members tell how they reused a practice, the secretariat checks it, readers follow the chain."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor, signed_in_user
from hub.auth.limits import per_account
from hub.forms import Form
from hub.guard import public, signed_in
from hub.guest_pages import kept_for_guests
from hub.i18n import language
from hub.pagination import paginate
from hub.policy import can, require
from repository import operations, queries
from repository.models import Adaptation
from repository.queries import reuse
from repository.schemas import AdaptationSchema, TransitionSchema, adaptation_values, is_insider
from repository.views.blueprint import bp
from repository.workflow.life import ADAPTATION_STATES, ADAPTATION_TONES, ADAPTATION_WORKFLOW, REVISABLE


@bp.get("/<slug>/adaptations")
@public
@kept_for_guests
def adaptations(slug: str) -> str:
    """The public adaptations of a practice, with what was adapted from those."""
    practice = queries.practice(current_actor(), slug)
    return render_template("repository/adaptations.html", practice=practice, steps=reuse.adapted_in(practice))


@bp.route("/<slug>/adaptations/new", methods=["GET", "POST"])
@signed_in
@per_account("30 per hour")
def tell_adaptation(slug: str) -> ResponseReturnValue:
    """Tell how a practice was reused."""
    actor, practice = signed_in_user(), queries.practice(current_actor(), slug)
    require(actor, "practice.adapt", practice)
    known = {"organization": actor.organization, "countries": [actor.country] if actor.country else []}
    form = Form(_schema(), values={**known, "language": language()})
    if form.is_sent:
        with form.catching():
            told = operations.tell_adaptation(actor, practice, form.load())
            flash(_("Thank you. The secretariat looks at it, then it is shown beside the practice."), "success")
            return redirect(url_for("repository.adaptation", adaptation_id=told.id))
    return render_template("repository/tell_adaptation.html", form=form, practice=practice, told=None), form.status


@bp.get("/adaptations/mine")
@signed_in
def my_adaptations() -> str:
    """What I have told."""
    page = paginate(reuse.mine(signed_in_user()))
    return render_template("repository/my_adaptations.html", page=page, **_WORDS)


@bp.get("/adaptations/<int:adaptation_id>")
@public
def adaptation(adaptation_id: int) -> str:
    """One adaptation, and what can be done with it."""
    return _page(reuse.adaptation(current_actor(), adaptation_id))


@bp.route("/adaptations/<int:adaptation_id>/edit", methods=["GET", "POST"])
@signed_in
@per_account("60 per hour")
def revise_adaptation(adaptation_id: int) -> ResponseReturnValue:
    """Change what was told."""
    told = reuse.adaptation(current_actor(), adaptation_id)
    require(current_actor(), "adaptation.own", told)
    saved = adaptation_values(told)
    form = Form(_schema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.revise_adaptation(current_actor(), told, form.load(), seen=form.seen)
            flash(_("Saved. The secretariat looks at it, then it is shown beside the practice."), "success")
            return redirect(url_for("repository.adaptation", adaptation_id=told.id))
    page = render_template("repository/tell_adaptation.html", form=form, practice=told.practice, told=told, saved=saved)
    return page, form.status


@bp.post("/adaptations/<int:adaptation_id>/transitions")
@signed_in
def step_adaptation(adaptation_id: int) -> ResponseReturnValue:
    """Take a step with an adaptation."""
    told, form = reuse.adaptation(current_actor(), adaptation_id), Form(TransitionSchema())
    with form.catching():
        values = form.load()
        operations.step_adaptation(current_actor(), told, values["to"], values.get("comment") or "", seen=form.seen)
        flash(_("The adaptation is now in the state “%(state)s”.", state=ADAPTATION_STATES[told.status]), "success")
        return _after(told)
    return _page(told, form), form.status


_WORDS = {"states": ADAPTATION_STATES, "tones": ADAPTATION_TONES}


def _schema() -> AdaptationSchema:
    """The form offers the writer's own practices."""
    schema = AdaptationSchema()
    field = schema.fields["retold"]
    own = [(practice.slug, practice.title) for practice in reuse.own_practices(current_actor())]
    field.metadata = {**field.metadata, "choices": [("", _("None")), *own]}
    return schema


def _page(told: Adaptation, form: Form | None = None) -> str:
    actor = current_actor()
    steps = ADAPTATION_WORKFLOW.open_to(actor, told)
    return render_template(
        "repository/adaptation.html",
        told=told,
        step=reuse.seen_from_outside(told, told.retold),
        steps=steps,
        # Asked for a comment once more, one has still seen what the page showed at first.
        seen={"version": (form.seen if form and form.invalid else None) or told.version},
        may_revise=can(actor, "adaptation.own", told) and told.status in REVISABLE,
        is_insider=is_insider(actor, told),
        form=form or Form(TransitionSchema()),
        **_WORDS,
    )


def _after(told: Adaptation) -> Response:
    return redirect(url_for("repository.adaptation", adaptation_id=told.id))

"""The pages of one's own profile."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from experts import operations, queries
from experts.models import Expert
from experts.schemas import ProfileSchema
from experts.views.blueprint import bp
from experts.workflow import RENEWAL_NOTICE, WORKFLOW
from hub import clock
from hub.auth.actors import signed_in_user
from hub.auth.limits import per_account
from hub.auth.models import User
from hub.errors import Invalid
from hub.forms import Form
from hub.guard import signed_in

PARTIAL = ("draft", "declined")
"""States in which a profile may be incomplete."""


@bp.get("/me")
@signed_in
def me() -> str:
    """My profile: its state, who sees what, and what I can do."""
    actor = signed_in_user()
    expert = queries.own(actor)
    if expert is None:
        return render_template("experts/begin.html", imported=queries.claimable(actor))
    return _page(expert)


def _page(expert: Expert, invalid: Invalid | None = None) -> str:
    steps = {step.name: step for step in WORKFLOW.open_to(signed_in_user(), expert)}
    soon = expert.expires_at is not None and expert.expires_at - RENEWAL_NOTICE <= clock.now()
    return render_template(
        "experts/me.html",
        expert=expert,
        steps=steps,
        renewal_due=soon,
        invalid=invalid,
        labels={name: field.metadata["label"] for name, field in ProfileSchema().fields.items()},
    )


@bp.route("/me/edit", methods=["GET", "POST"])
@signed_in
@per_account("60 per hour")
def edit() -> ResponseReturnValue:
    """Write my profile."""
    actor = signed_in_user()
    expert = queries.own(actor)
    saved = ProfileSchema().dump(expert) if expert else _start(actor)
    form = Form(ProfileSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            values = form.load(partial=expert is None or expert.status in PARTIAL)
            operations.save_own(actor, values, seen=form.seen)
            flash(_("Your profile is saved."), "success")
            return redirect(url_for("experts.me"))
    return render_template("experts/edit.html", form=form, expert=expert, saved=saved), form.status


def _start(actor: User) -> dict[str, object]:
    """What a new profile takes from the account."""
    return {
        "name": actor.name,
        "organization": actor.organization,
        "country": actor.country,
        "is_un": actor.is_un,
        "visibility": "members",
        "availability": "available",
        "language": actor.language,
    }


@bp.post("/me/claim")
@signed_in
def claim() -> Response:
    """Take over the profile that was imported for my address."""
    operations.claim(signed_in_user())
    flash(
        _("The profile is yours now. Look through it, change what is not right, and choose who may see it."),
        "success",
    )
    return redirect(url_for("experts.me"))


@bp.post("/me/steps/<name>")
@signed_in
def own_step(name: str) -> ResponseReturnValue:
    """Submit, renew, or withdraw consent."""
    expert = queries.own_there(signed_in_user())
    step = WORKFLOW[name]
    try:
        operations.take(signed_in_user(), expert, step, consent="consent" in request.form)
    except Invalid as error:
        return _page(expert, error), 422
    flash(_done(name), "success")
    return redirect(url_for("experts.me"))


def _done(name: str) -> str:
    return {
        "submit": _("Thank you. The secretariat looks at your profile and you get a mail."),
        "renew": _("Your profile is renewed for a year."),
        "withdraw": _("Your consent is withdrawn. The profile is no longer shown anywhere; you keep it as a draft."),
    }[name]

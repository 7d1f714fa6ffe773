"""Asking for the withdrawal of a practice, and deciding on it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access, signed_in
from hub.policy import can, require
from repository import operations, queries
from repository.models import Practice
from repository.schemas import WithdrawalRefusalSchema, WithdrawalSchema
from repository.views.blueprint import bp


@bp.route("/<slug>/withdrawal", methods=["GET", "POST"])
@signed_in
def withdrawal(slug: str) -> ResponseReturnValue:
    """Ask for the withdrawal; for the secretariat, decide on it."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    form = Form(WithdrawalSchema(), values={"reason": practice.withdrawal})
    if form.is_sent:
        with form.catching():
            operations.ask_withdrawal(current_actor(), practice, form.load()["reason"])
            flash(_("The secretariat has your request, and you get a mail when it has decided."), "success")
            return redirect(url_for("repository.follow", slug=practice.slug))
    return _page(practice, form, Form(WithdrawalRefusalSchema())), form.status


@bp.post("/<slug>/withdrawal/drop")
@signed_in
def drop_withdrawal(slug: str) -> Response:
    """Take the request back."""
    practice = queries.practice(current_actor(), slug)
    operations.drop_withdrawal(current_actor(), practice)
    flash(_("Your request is taken back. The practice stays public."), "success")
    return redirect(url_for("repository.follow", slug=practice.slug))


@bp.post("/<slug>/withdrawal/refuse")
@access("practice.decide")
def refuse_withdrawal(slug: str) -> ResponseReturnValue:
    """Keep the practice public."""
    practice, refusal = queries.practice(current_actor(), slug), Form(WithdrawalRefusalSchema())
    with refusal.catching():
        operations.refuse_withdrawal(current_actor(), practice, refusal.load()["comment"], seen=refusal.seen)
        flash(_("The practice stays public, and its authors are told why."), "success")
        return redirect(url_for("repository.desk", slug=practice.slug))
    return _page(practice, Form(WithdrawalSchema()), refusal), refusal.status


def _page(practice: Practice, form: Form, refusal: Form) -> str:
    return render_template(
        "repository/withdrawal.html",
        practice=practice,
        form=form,
        refusal=refusal,
        # Asked for a comment once more, one has still seen what the page showed at first.
        seen={"version": (refusal.seen if refusal.invalid else None) or practice.version},
        may_ask=can(current_actor(), "practice.update", practice),
        may_decide=can(current_actor(), "practice.decide", practice),
    )

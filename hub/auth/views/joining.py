"""Registering and confirming the address."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth import limits, links, operations
from hub.auth.schemas import AddressSchema, ConfirmSchema, RegistrationSchema
from hub.auth.views.blueprint import bp
from hub.forms import Form
from hub.guard import public
from hub.i18n import language


@bp.route("/register", methods=["GET", "POST"])
@public
@limits.mails
def register() -> ResponseReturnValue:
    """A form for a new account; what happens next is the same for known addresses."""
    form = Form(RegistrationSchema(), values={"language": language()})
    if form.is_sent:
        with form.catching():
            operations.register(form.load())
            return redirect(url_for("auth.sent"))
    return render_template("auth/register.html", form=form), form.status


@bp.get("/register/sent")
@public
def sent() -> str:
    """Look into your mailbox."""
    return render_template("auth/sent.html")


@bp.route("/confirm", methods=["GET", "POST"])
@public
@limits.mails
def resend() -> ResponseReturnValue:
    """Ask for the confirming link once more."""
    form = Form(AddressSchema())
    if form.is_sent:
        with form.catching():
            operations.ask_for_confirmation(form.load()["email"])
            return redirect(url_for("auth.sent"))
    return render_template("auth/resend.html", form=form), form.status


@bp.get("/confirm/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    """A form, since programs that check mails for bad links open every address in them."""
    try:
        user = links.read(links.CONFIRM, token)
    except links.DeadLink:
        return _dead()
    return render_template("auth/confirm.html", user=user, form=Form(ConfirmSchema()))


@bp.post("/confirm/<token>")
@public
@limits.per_address("30 per minute")
def confirm_now(token: str) -> ResponseReturnValue:
    """Confirm the address with the password of the registration."""
    form = Form(ConfirmSchema())
    try:
        user = links.read(links.CONFIRM, token)
        with form.catching():
            operations.confirm(token, form.load()["password"])
            flash(_("Your address is confirmed. You can log in now."), "success")
            return redirect(url_for("auth.login"))
    except links.DeadLink:
        return _dead()
    return render_template("auth/confirm.html", user=user, form=form), form.status


def _dead() -> tuple[str, int]:
    return render_template("auth/dead_link.html", again=url_for("auth.resend")), links.DeadLink.status

"""A person's own account: details, password, sessions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth import limits, operations, queries
from hub.auth.actors import signed_in_user
from hub.auth.roles import ROLE_LABELS
from hub.auth.schemas import ChangePasswordSchema, ProfileSchema
from hub.auth.views.blueprint import bp
from hub.forms import Form
from hub.guard import signed_in


@bp.route("/profile", methods=["GET", "POST"])
@signed_in
def profile() -> ResponseReturnValue:
    """What others know of me, and my language."""
    user = signed_in_user()
    form = Form(ProfileSchema(), values=ProfileSchema().dump(user))
    if form.is_sent:
        with form.catching():
            operations.change_profile(user, form.load())
            flash(_("Your details are saved."), "success")
            return redirect(url_for("auth.profile"))
    return render_template("auth/profile.html", form=form, user=user, role=ROLE_LABELS[user.role]), form.status


@bp.route("/profile/password", methods=["GET", "POST"])
@signed_in
@limits.per_account("5 per minute")
def password() -> ResponseReturnValue:
    """Change the password."""
    form = Form(ChangePasswordSchema())
    if form.is_sent:
        with form.catching():
            operations.change_password(signed_in_user(), **form.load())
            flash(_("Your new password is set, and every other browser is logged out."), "success")
            return redirect(url_for("auth.password"))
    return render_template("auth/password.html", form=form, user=signed_in_user()), form.status


@bp.get("/profile/sessions")
@signed_in
def sessions() -> str:
    """Where I am logged in."""
    return render_template("auth/sessions.html", sessions=queries.own_sessions(signed_in_user()))


@bp.post("/profile/sessions/<int:number>/end")
@signed_in
def end_session(number: int) -> ResponseReturnValue:
    """Log out one browser."""
    user = signed_in_user()
    operations.end_session(user, queries.own_session(user, number))
    flash(_("That browser is logged out."), "success")
    return redirect(url_for("auth.sessions"))


@bp.post("/profile/sessions/end")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """Log out every other browser."""
    operations.end_other_sessions(signed_in_user())
    flash(_("Every other browser is logged out."), "success")
    return redirect(url_for("auth.sessions"))

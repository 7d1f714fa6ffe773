"""Logging in and out, and the forgotten password."""

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user

from hub.auth import limits, links, operations
from hub.auth.actors import current_actor
from hub.auth.browsers import browser_name
from hub.auth.models import User
from hub.auth.redirects import endpoint_of, own_path
from hub.auth.schemas import AddressSchema, LogInSchema, NewPasswordSchema
from hub.auth.views.blueprint import bp
from hub.forms import Form
from hub.guard import public


@bp.route("/login", methods=["GET", "POST"])
@public
@limits.per_address("10 per minute")
@limits.per_email("5 per minute")
def login() -> ResponseReturnValue:
    """Log in, then go on to `next`."""
    target = own_path(request.args.get("next"))
    if isinstance(current_actor(), User):
        return redirect(target)
    form = Form(LogInSchema())
    if form.is_sent:
        with form.catching():
            _enter(
                operations.log_in(
                    **form.load(),
                    browser=browser_name(request.user_agent.string),
                    replaces=str(session.get("_user_id", "")),
                )
            )
            return redirect(target)
    return render_template("auth/login.html", form=form, goal=endpoint_of(target)), form.status


def _enter(user: User) -> None:
    """Give the browser a new session; nothing of the guest's is carried over."""
    session.clear()
    session.permanent = True
    login_user(user)
    g.pop("actor", None)


@bp.post("/logout")
@public
def logout() -> ResponseReturnValue:
    """Log out; whoever is not signed in is out already."""
    actor = current_actor()
    if isinstance(actor, User):
        operations.log_out(actor)
    session.clear()
    g.pop("actor", None)
    flash(_("You are logged out."), "success")
    answer = redirect(url_for("pages.home"))
    # Or the next person at a shared computer goes back to what was read. Pages are not forbidden to be stored one by
    # one, since going back then loses what was typed in them.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.route("/password/forgotten", methods=["GET", "POST"])
@public
@limits.mails
def forgotten() -> ResponseReturnValue:
    """Ask for a link that sets a new password."""
    form = Form(AddressSchema())
    if form.is_sent:
        with form.catching():
            operations.ask_for_reset(form.load()["email"])
            return redirect(url_for("auth.reset_sent"))
    return render_template("auth/forgotten.html", form=form), form.status


@bp.get("/password/sent")
@public
def reset_sent() -> str:
    """Look into your mailbox."""
    return render_template("auth/reset_sent.html")


@bp.route("/password/new/<token>", methods=["GET", "POST"])
@public
@limits.per_address("30 per minute")
def new_password(token: str) -> ResponseReturnValue:
    """Set a new password by a mailed link."""
    form = Form(NewPasswordSchema())
    try:
        user = links.read(links.RESET, token)
        if form.is_sent:
            with form.catching():
                operations.set_password(token, form.load()["password"])
                flash(_("Your new password is set. Log in with it."), "success")
                return redirect(url_for("auth.login"))
    except links.DeadLink:
        return render_template("auth/dead_link.html", again=url_for("auth.forgotten")), links.DeadLink.status
    return render_template("auth/new_password.html", form=form, user=user), form.status

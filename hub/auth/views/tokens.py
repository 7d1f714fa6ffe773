"""A person's API tokens."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth import limits, operations, queries
from hub.auth.actors import signed_in_user
from hub.auth.schemas import TokenSchema
from hub.auth.views.blueprint import bp
from hub.forms import Form
from hub.guard import signed_in


@bp.route("/profile/tokens", methods=["GET", "POST"])
@signed_in
@limits.per_account("20 per hour")
def tokens() -> ResponseReturnValue:
    """My tokens. A new one is shown in the answer to the form that made it, and never again."""
    user, form, token = signed_in_user(), Form(TokenSchema(), values={"scope": "read"}), ""
    if form.is_sent:
        with form.catching():
            token = operations.create_token(user, **form.load())
    page = render_template("auth/tokens.html", form=form, token=token, tokens=queries.own_tokens(user))
    answer = make_response(page, form.status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/profile/tokens/<int:number>/revoke")
@signed_in
def revoke_token(number: int) -> ResponseReturnValue:
    """End a token."""
    user = signed_in_user()
    operations.revoke_token(user, queries.own_token(user, number))
    flash(_("The token is revoked. Programs that use it are refused from now on."), "success")
    return redirect(url_for("auth.tokens"))

"""The address of a practice, which the secretariat can change."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access
from repository import operations, queries
from repository.schemas import AddressSchema
from repository.views.blueprint import bp


@bp.route("/<slug>/address", methods=["GET", "POST"])
@access("practice.decide")
def address(slug: str) -> ResponseReturnValue:
    """Give a practice another address."""
    practice = queries.practice(current_actor(), slug)
    form = Form(AddressSchema(), values={"slug": practice.slug})
    if form.is_sent:
        with form.catching():
            operations.readdress(current_actor(), practice, form.load()["slug"])
            flash(_("The address is changed. The one before leads to it."), "success")
            return redirect(url_for("repository.desk", slug=practice.slug))
    return render_template("repository/address.html", practice=practice, form=form), form.status

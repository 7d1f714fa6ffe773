"""Running spaces: creating them, their settings, and who belongs to them."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from discussions import operations, queries
from discussions.addresses import space_url
from discussions.models import Space
from discussions.schemas import InvitationSchema, SpaceSchema
from discussions.views.blueprint import bp
from hub.auth import limits
from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access, signed_in
from hub.policy import can, require
from hub.security import limiter


@bp.route("/new", methods=["GET", "POST"])
@access("space.create")
def new_space() -> ResponseReturnValue:
    """Create a space."""
    form = Form(SpaceSchema(), values={"access": "public", "moderation": "first_post"})
    if form.is_sent:
        with form.catching():
            space = operations.create_space(current_actor(), form.load())
            flash(_("The space is ready. Invite its moderators now."), "success")
            return redirect(space_url(space, "people"))
    return render_template("discussions/new_space.html", form=form), form.status


@bp.route("/<space_slug>/settings", methods=["GET", "POST"])
@signed_in
def space_settings(space_slug: str) -> ResponseReturnValue:
    """Change what a space is and who can read it."""
    space = _moderated(space_slug)
    names = ("title", "description", "access", "moderation", "languages", "objectives")
    form = Form(SpaceSchema(), values={name: getattr(space, name) for name in names})
    if form.is_sent:
        with form.catching():
            operations.revise_space(current_actor(), space, form.load())
            flash(_("The settings are saved."), "success")
            return redirect(space_url(space))
    return render_template("discussions/space_settings.html", form=form, space=space), form.status


@bp.route("/<space_slug>/people", methods=["GET", "POST"])
@signed_in
@limiter.limit("20 per minute", methods=["POST"])
@limits.per_email("5 per hour")
def people(space_slug: str) -> ResponseReturnValue:
    """Who has a part in a space; inviting more."""
    actor, space = current_actor(), _moderated(space_slug)
    may_name = can(actor, "space.create")
    form = Form(InvitationSchema(), values={"role": "member"}, only=() if may_name else ("email",))
    if form.is_sent:
        with form.catching():
            operations.invite(actor, space, **({"role": "member"} | form.load(partial=not may_name)))
            flash(
                _("If this address belongs to an account, its owner can read the space now and is told."),
                "success",
            )
            return redirect(space_url(space, "people"))
    return render_template(
        "discussions/people.html", form=form, space=space, parts=queries.parts(space), may_name=may_name
    ), form.status


@bp.post("/<space_slug>/people/<int:part_id>/remove")
@signed_in
def remove_person(space_slug: str, part_id: int) -> Response:
    """End somebody's part in a space."""
    space = _moderated(space_slug)
    operations.remove(current_actor(), space, queries.part(space, part_id))
    flash(_("This address is removed from the space."), "success")
    return redirect(space_url(space, "people"))


def _moderated(space_slug: str) -> Space:
    space = queries.space(current_actor(), space_slug)
    require(current_actor(), "space.moderate", space)
    return space

"""Who writes a practice: invitations, their answers, leaving, handing over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth import limits
from hub.auth.actors import current_actor, signed_in_user
from hub.errors import Invalid
from hub.forms import Form
from hub.guard import signed_in
from repository import operations, queries
from repository.operations.authors import invited_by
from repository.schemas import AuthorSchema
from repository.views.blueprint import bp


def _to_authors(slug: str) -> Response:
    return redirect(url_for("repository.follow", slug=slug, _anchor="authors"))


@bp.post("/<slug>/authors")
@signed_in
@limits.mails
@limits.per_account("30 per hour")
def invite_author(slug: str) -> Response:
    """Invite a co-author."""
    practice = queries.practice(current_actor(), slug)
    try:
        email = Form(AuthorSchema()).load()["email"]
        operations.invite_author(current_actor(), practice, email)
        flash(_("An invitation is on its way to %(email)s.", email=email), "success")
    except Invalid as error:
        flash(error.text, "error")
    return _to_authors(slug)


@bp.post("/<slug>/authors/<int:author_id>/remove")
@signed_in
def remove_author(slug: str, author_id: int) -> Response:
    """Withdraw an invitation, or end somebody's part."""
    operations.remove_author(current_actor(), queries.practice(current_actor(), slug), author_id)
    flash(_("Done. This person cannot write the practice."), "success")
    return _to_authors(slug)


@bp.post("/<slug>/authors/<int:author_id>/hand-over")
@signed_in
def hand_over(slug: str, author_id: int) -> Response:
    """Make a co-author the submitter."""
    practice = queries.practice(current_actor(), slug)
    operations.hand_over(current_actor(), practice, author_id)
    name = practice.submitter.name if practice.submitter else ""
    flash(_("The practice is handed over to %(name)s.", name=name), "success")
    return _to_authors(slug)


@bp.post("/<slug>/leave")
@signed_in
def leave(slug: str) -> Response:
    """Stop writing."""
    operations.leave(signed_in_user(), queries.practice(current_actor(), slug))
    flash(_("You no longer write this practice."), "success")
    return redirect(url_for("repository.mine"))


@bp.get("/invitations/<token>")
@signed_in
def invitation(token: str) -> str:
    """What one is invited to: the title, and nothing else of it yet."""
    return render_template("repository/invitation.html", author=invited_by(token), token=token)


@bp.post("/invitations/<token>")
@signed_in
def accept_invitation(token: str) -> ResponseReturnValue:
    """Say yes."""
    practice = operations.accept_invitation(signed_in_user(), token)
    flash(_("You write this practice together now."), "success")
    return redirect(url_for("repository.follow", slug=practice.slug))


@bp.post("/invitations/<token>/decline")
@signed_in
def decline_invitation(token: str) -> Response:
    """Say no."""
    operations.decline_invitation(signed_in_user(), token)
    flash(_("You have declined. The person who invited you is told."), "success")
    return redirect(url_for("pages.inbox"))

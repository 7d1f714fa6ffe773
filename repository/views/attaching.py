"""The documents of a practice that one writes."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.files.operations import attach as attach_file
from hub.files.operations import take_off as take_file_off
from hub.forms import Upload
from hub.guard import signed_in
from hub.security import limiter
from repository import queries
from repository.queries.attaching import document
from repository.schemas import STEPS
from repository.views.blueprint import bp


@bp.post("/<slug>/documents")
@signed_in
@limiter.limit("30/minute")
def attach(slug: str) -> ResponseReturnValue:
    """Attach a document."""
    practice = queries.practice(current_actor(), slug)
    form = Upload()
    with form.catching():
        stored = attach_file(current_actor(), "practice.edit", practice, form.sent())
        flash(_("The document “%(name)s” is attached.", name=stored.name), "success")
    for message in form.messages:
        flash(message, "error")
    return redirect(_documents_of(slug))


@bp.post("/<slug>/documents/<public_id>/remove")
@signed_in
def take_off(slug: str, public_id: str) -> Response:
    """Take a document off."""
    practice = queries.practice(current_actor(), slug)
    take_file_off(current_actor(), "practice.edit", practice, document(practice, public_id))
    flash(_("The document is removed."), "success")
    return redirect(_documents_of(slug))


def _documents_of(slug: str) -> str:
    """The list of documents on the page that the form stood on."""
    step = request.form.get("here", "")
    if step in STEPS:
        return url_for("repository.edit_step", slug=slug, step=step, _anchor="documents")
    return url_for("repository.follow", slug=slug, _anchor="documents")

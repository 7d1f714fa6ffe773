"""The documents of a practice that one writes."""

from contextlib import suppress

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.files.operations import attach as attach_file
from hub.files.operations import take_off as take_file_off
from hub.forms import Upload
from hub.guard import signed_in
from hub.security import limiter
from repository import queries
from repository.models import Practice
from repository.queries.attaching import document
from repository.views.blueprint import bp


@bp.post("/<slug>/documents")
@signed_in
@limiter.limit("30/minute")
def attach(slug: str) -> ResponseReturnValue:
    """Attach a document."""
    _attach(queries.practice(current_actor(), slug))
    return redirect(url_for("repository.follow", slug=slug, _anchor="documents"))


def _attach(practice: Practice) -> bool:
    form = Upload()
    with form.catching():
        stored = attach_file(current_actor(), "practice.edit", practice, form.sent())
        flash(_("The document “%(name)s” is attached.", name=stored.name), "success")
    for message in form.messages:
        flash(message, "error")
    return not form.messages


@bp.post("/<slug>/documents/<public_id>/remove")
@signed_in
def take_off(slug: str, public_id: str) -> Response:
    """Take a document off."""
    _take_off(queries.practice(current_actor(), slug), public_id)
    return redirect(url_for("repository.follow", slug=slug, _anchor="documents"))


def _take_off(practice: Practice, public_id: str) -> None:
    take_file_off(current_actor(), "practice.edit", practice, document(practice, public_id))
    flash(_("The document is removed."), "success")


def with_documents(practice: Practice) -> bool:
    """Do what is asked about documents in the form of a step, whose text is saved with it.

    Whether one should look at the documents next.
    """
    if public_id := request.form.get("take_off"):
        with suppress(NotFound):  # somebody else was quicker, and the text is still to be saved
            _take_off(practice, public_id)
        return True
    asked, chosen = request.form.get("stay") == "documents", request.files.get(Upload.name)
    attached = _attach(practice) if asked or (chosen and chosen.filename) else True
    return asked or not attached

"""Asking writers whether an organization is one that the register knows by another name."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.auth.redirects import own_path
from hub.guard import signed_in
from hub.taxonomy.organizations.duplicates import Resemblance
from hub.taxonomy.organizations.queries import organization as organization_at
from repository import queries
from repository.models import Practice
from repository.operations.naming import keep_own, take_known
from repository.queries.organizations import parts_of, questions
from repository.views.blueprint import bp


@bp.context_processor
def asking() -> dict[str, object]:
    """What `_same_organization.html` asks of whoever may edit a practice."""
    return {"same_organizations": _asked}


def _asked(practice: Practice) -> list[tuple[str, Resemblance]]:
    """Each question, with the labels of the fields that name the organization."""
    return [(parts_of(practice, each.organization), each) for each in questions(current_actor(), practice)]


@bp.post("/<slug>/organizations")
@signed_in
def answer_organization(slug: str) -> Response:
    """Take the entry of the register, or keep one's own."""
    practice = queries.practice(current_actor(), slug)
    organization = organization_at(current_actor(), request.form.get("organization", ""))
    name, own = request.form.get("name", ""), organization.name
    if "same" in request.form:
        take_known(current_actor(), practice, organization, name)
        flash(_("“%(own)s” is now “%(name)s”.", own=own, name=name), "success")
    else:
        keep_own(current_actor(), practice, organization, name)
        flash(_("“%(own)s” stays as you wrote it.", own=own), "success")
    return redirect(own_path(request.form.get("next") or url_for("repository.follow", slug=practice.slug)))

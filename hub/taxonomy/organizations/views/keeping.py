"""The secretariat's pages: keeping the register free of doubles."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access
from hub.taxonomy.organizations import operations, queries
from hub.taxonomy.organizations.duplicates import duplicates as likely_duplicates
from hub.taxonomy.organizations.mentions import public_counts
from hub.taxonomy.organizations.models import Organization
from hub.taxonomy.organizations.parted import written_meanwhile
from hub.taxonomy.organizations.schemas import EntrySchema
from hub.taxonomy.organizations.views.blueprint import bp
from hub.undo.queries import recent

RECENT = 20


@bp.get("/duplicates")
@access("organization.edit")
def duplicates() -> str:
    """Entries that may be the same, the merges that can still be undone, and what is left of others."""
    page = likely_duplicates()
    counts = public_counts({each.id for pair in page.items for each in (pair.one, pair.other)})
    merges = [entry for entry in recent(current_actor(), ("organization.edit",), RECENT)
              if entry.action == "organization.merge"]  # fmt: skip
    return render_template(
        "organizations/duplicates.html",
        page=page,
        counts=counts,
        merges=merges,
        parted=written_meanwhile(current_actor()),
    )


@bp.post("/duplicates")
@access("organization.edit")
def decide() -> Response:
    """Say of two entries that they are the same, and which stays, or that they are not."""
    kept, other = _named("kept"), _named("other")
    if "different" in request.form:
        operations.tell_apart(current_actor(), kept, other)
        flash(_("“%(one)s” and “%(other)s” stay apart.", one=kept.name, other=other.name), "success")
    else:
        operations.merge(current_actor(), kept, other)
        flash(_("“%(other)s” is now “%(one)s”.", one=kept.name, other=other.name), "success")
    return redirect(url_for("organizations.duplicates", page=request.args.get("page")))


def _named(field: str) -> Organization:
    return queries.organization(current_actor(), request.form.get(field, ""))


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@access("organization.edit")
def edit(slug: str) -> ResponseReturnValue:
    """Give an entry another name, more names, a category, a website."""
    organization = queries.organization(current_actor(), slug)
    saved = {
        "name": organization.name, "category": organization.category, "website": organization.website,
        "other_names": [each.name for each in organization.other_names],
    }  # fmt: skip
    form = Form(EntrySchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.edit(current_actor(), organization, form.load(), seen=form.seen)
            flash(_("Saved."), "success")
            return redirect(url_for("organizations.show", slug=organization.slug))
    page = render_template("organizations/edit.html", form=form, organization=organization, saved=saved)
    return page, form.status

"""Collections: read, curate."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access, public
from hub.guest_pages import kept_for_guests
from hub.pagination import paginate
from hub.policy import can
from repository import operations, queries
from repository.queries import collections
from repository.schemas.collection import CollectionSchema, collection_values
from repository.views.blueprint import bp


@bp.get("/collections")
@public
@kept_for_guests
def all_collections() -> str:
    """All collections."""
    page = paginate(collections.listed(current_actor()))
    return render_template(
        "repository/collections.html",
        page=page,
        sizes=collections.sizes(page.items),
        may_edit=can(current_actor(), "collection.edit"),
    )


@bp.get("/collections/<slug>")
@public
@kept_for_guests
def collection(slug: str) -> str:
    """One collection."""
    found = collections.collection(current_actor(), slug)
    return render_template(
        "repository/collection.html",
        collection=found,
        items=collections.shown(found),
        may_edit=can(current_actor(), "collection.edit", found),
    )


@bp.route("/collections/new", methods=["GET", "POST"])
@access("collection.edit")
def new_collection() -> ResponseReturnValue:
    """Begin a collection."""
    form = Form(CollectionSchema())
    if form.is_sent:
        with form.catching():
            made = operations.begin_collection(current_actor(), form.load())
            flash(_("The collection is saved. Publish it when it is ready."), "success")
            return redirect(url_for("repository.collection", slug=made.slug))
    return render_template("repository/edit_collection.html", form=form, collection=None, known={}), form.status


@bp.route("/collections/<slug>/edit", methods=["GET", "POST"])
@access("collection.edit")
def edit_collection(slug: str) -> ResponseReturnValue:
    """Change a collection."""
    found = collections.with_items(current_actor(), slug)
    saved = collection_values(found)
    known = {item.practice.slug: item.practice for item in found.items}
    form = Form(CollectionSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.revise_collection(current_actor(), found, form.load(), seen=form.seen)
            flash(_("Saved."), "success")
            return redirect(url_for("repository.collection", slug=slug))
    return render_template(
        "repository/edit_collection.html", form=form, collection=found, known=known, saved=saved
    ), form.status


@bp.post("/collections/<slug>/publish", defaults={"shown": True})
@bp.post("/collections/<slug>/withdraw", defaults={"shown": False})
@access("collection.edit")
def show_collection(slug: str, shown: bool) -> Response:
    """Show a collection to everybody, or take it out of sight."""
    operations.show_collection(current_actor(), collections.collection(current_actor(), slug), shown=shown)
    flash(_("The collection is published.") if shown else _("Only the secretariat sees the collection now."), "success")
    return redirect(url_for("repository.collection", slug=slug))


@bp.post("/collections/<slug>/remove")
@access("collection.edit")
def leave_out(slug: str) -> Response:
    """Take one practice out."""
    practice = queries.practice(current_actor(), request.form.get("practice", ""))
    operations.leave_out(current_actor(), collections.collection(current_actor(), slug), practice)
    flash(_("The practice is taken out of the collection."), "success")
    return redirect(url_for("repository.edit_collection", slug=slug))


@bp.post("/<slug>/collect")
@access("collection.edit")
def collect(slug: str) -> Response:
    """Put a practice into a collection, from its desk."""
    found = collections.collection(current_actor(), request.form.get("collection", ""))
    operations.collect(current_actor(), found, queries.practice(current_actor(), slug))
    flash(_("The practice stands in the collection “%(title)s” now.", title=found.title), "success")
    return redirect(url_for("repository.desk", slug=slug))

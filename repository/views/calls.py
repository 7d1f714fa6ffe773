"""Calls for practices: read, write, answer."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.forms import Form
from hub.guard import access, public, signed_in
from hub.guest_pages import kept_for_guests
from hub.pagination import paginate
from hub.policy import can
from hub.security import limiter
from repository import operations, queries
from repository.operations.calling import require_open
from repository.queries import calls
from repository.schemas.call import CallSchema, call_values
from repository.views.blueprint import bp


@bp.get("/calls")
@public
@kept_for_guests
def all_calls() -> str:
    """All calls."""
    page = paginate(calls.listed(current_actor()))
    return render_template("repository/calls.html", page=page, may_edit=can(current_actor(), "call.edit"))


@bp.get("/calls/<slug>")
@public
@kept_for_guests
def call(slug: str) -> str:
    """One call, with the published practices that answered it."""
    found = calls.call(current_actor(), slug)
    may_edit = can(current_actor(), "call.edit", found)
    return render_template(
        "repository/call.html",
        call=found,
        page=paginate(calls.answers(found)),
        may_edit=may_edit,
        numbers=calls.answers_by_state(found) if may_edit else {},
    )


@bp.route("/calls/new", methods=["GET", "POST"])
@access("call.edit")
def new_call() -> ResponseReturnValue:
    """Write a call."""
    form = Form(CallSchema())
    if form.is_sent:
        with form.catching():
            made = operations.issue_call(current_actor(), form.load())
            flash(_("The call is saved. Publish it when it is ready."), "success")
            return redirect(url_for("repository.call", slug=made.slug))
    return render_template("repository/edit_call.html", form=form, call=None), form.status


@bp.route("/calls/<slug>/edit", methods=["GET", "POST"])
@access("call.edit")
def edit_call(slug: str) -> ResponseReturnValue:
    """Change a call."""
    found = calls.call(current_actor(), slug)
    saved = call_values(found)
    form = Form(CallSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.revise_call(current_actor(), found, form.load(), seen=form.seen)
            flash(_("Saved."), "success")
            return redirect(url_for("repository.call", slug=slug))
    return render_template("repository/edit_call.html", form=form, call=found, saved=saved), form.status


@bp.post("/calls/<slug>/publish", defaults={"shown": True})
@bp.post("/calls/<slug>/withdraw", defaults={"shown": False})
@access("call.edit")
def show_call(slug: str, shown: bool) -> Response:
    """Show a call to everybody, or take it out of sight."""
    operations.show_call(current_actor(), calls.call(current_actor(), slug), shown=shown)
    flash(_("The call is published.") if shown else _("Only the secretariat sees the call now."), "success")
    return redirect(url_for("repository.call", slug=slug))


@bp.route("/calls/<slug>/answer", methods=["GET", "POST"])
@signed_in
@limiter.limit("30/minute", methods=["POST"])
def answer_call(slug: str) -> ResponseReturnValue:
    """Begin a practice that answers the call, or choose a draft that is there."""
    actor, found = current_actor(), calls.call(current_actor(), slug)
    if request.method == "GET":
        require_open(found)
        return render_template("repository/answer_call.html", call=found, drafts=calls.free_drafts(actor))
    chosen = request.form.get("draft", "")
    draft = queries.practice(actor, chosen) if chosen else None
    practice = operations.answer_call(actor, found, draft)
    flash(_("Your practice answers this call. Submit it before the deadline."), "success")
    endpoint = "repository.follow" if draft else "repository.edit"
    return redirect(url_for(endpoint, slug=practice.slug))


@bp.post("/<slug>/call/leave")
@signed_in
def leave_call(slug: str) -> Response:
    """Let a practice answer no call any more."""
    operations.leave_call(current_actor(), queries.practice(current_actor(), slug))
    flash(_("The practice answers no call any more."), "success")
    return redirect(url_for("repository.follow", slug=slug))

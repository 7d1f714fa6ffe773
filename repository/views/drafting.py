"""Writing a practice step by step; each step is saved by itself, by hand or while somebody types."""

from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import clock
from hub.auth.actors import current_actor
from hub.error_pages import wants_json
from hub.errors import NotFound
from hub.guard import signed_in
from hub.i18n import iso
from hub.schemas import is_blank
from hub.security import limiter
from repository import queries
from repository.completeness import assess
from repository.models import Practice
from repository.operations.drafting import Saved, require_editable
from repository.schemas import STEPS, PracticeSchema
from repository.views.attaching import with_documents
from repository.views.blueprint import bp
from repository.views.steps import ORDER, Writing


@bp.route("/new", methods=["GET", "POST"])
@signed_in
@limiter.limit("60/minute", methods=["POST"])
def new() -> ResponseReturnValue:
    """Begin a practice: with its first step, or, from scripts, with all of it."""
    step = ORDER[0] if request.method == "GET" else request.form.get("step")
    return _answer(Writing(None, _known(step) if step else None))


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    """Go on writing, with the first step that lacks something; or take any fields at once, as scripts send them."""
    practice = _editable(slug)
    if request.method == "POST":
        return _answer(Writing(practice, None))
    return redirect(url_for("repository.edit_step", slug=slug, step=assess(practice).first_lacking))


@bp.route("/<slug>/edit/<step>", methods=["GET", "POST"])
@signed_in
@limiter.limit("30/minute", methods=["POST"], exempt_when=lambda: not request.files)
def edit_step(slug: str, step: str) -> ResponseReturnValue:
    """Write one step."""
    practice, anchor = _editable(slug), None
    _known(step)
    if request.method == "POST" and with_documents(practice):
        anchor = "documents"
    return _answer(Writing(practice, step), anchor)


def _editable(slug: str) -> Practice:
    """The practice, before anything of it is shown in a form."""
    practice = queries.practice(current_actor(), slug)
    require_editable(current_actor(), practice)
    return practice


def _known(step: str) -> str:
    if step not in STEPS:
        raise NotFound
    return step


def _answer(writing: Writing, anchor: str | None = None) -> ResponseReturnValue:
    """The form, or what becomes of what was sent; with an anchor one comes back to that place of it."""
    if not writing.form.is_sent:
        return writing.page()
    if wants_json():
        return _autosave(writing)
    if writing.undecided:
        writing.ask_again()
        return writing.page()
    with writing.form.catching():
        values = writing.form.load(partial=True)
        writing.keep(values)
        if not writing.clashes:
            flash(_("Saved."), "success")
            return redirect(_onward(writing, anchor))
        writing.show_clashes(values)
    return writing.page()


def _onward(writing: Writing, anchor: str | None) -> str:
    """Where one goes from a form that is saved: back to it, to the next step, or where the practice is submitted."""
    assert writing.practice is not None
    slug, stays = writing.practice.slug, bool(anchor) or "stay" in request.form
    step = writing.step if stays else writing.next
    if step:
        return url_for("repository.edit_step", slug=slug, step=step, _anchor=anchor)
    return url_for("repository.edit" if stays else "repository.follow", slug=slug)


def _autosave(writing: Writing) -> ResponseReturnValue:
    """Save what can be saved of what is being typed, and say what became of it."""
    values, saved = writing.form.load_valid(), Saved()
    if writing.practice or not all(is_blank(value) for value in values.values()):
        saved = writing.keep(values)
    labels = PracticeSchema().fields
    told: dict[str, Any] = {
        "saved": saved.fields,
        "saved_at": iso(clock.now()),
        "version": writing.seen,
        "url": writing.address,
        "errors": [{"id": i, "message": message} for i, _label, message in writing.form.errors],
        "clashes": [str(labels[name].metadata["label"]) for name in saved.clashes],
    }
    if writing.practice:
        ready = assess(writing.practice)
        told |= {"stored": writing.practice.version, "done": ready.done, "total": ready.total}
    return jsonify(told), 409 if saved.clashes else 422 if told["errors"] else 200

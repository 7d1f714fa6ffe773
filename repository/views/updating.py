"""Updates of a public practice: its authors write, the secretariat decides."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.errors import Conflict, Invalid
from hub.forms import Form
from hub.guard import access, signed_in
from hub.pagination import paginate
from hub.paper.proposing import told
from hub.policy import can, require
from hub.schemas import is_blank
from repository import operations, queries
from repository.models import Practice
from repository.queries import updates
from repository.schemas import PracticeSchema, TransitionSchema, UpdateSchema
from repository.views.blueprint import bp
from repository.views.refusing import home_of
from repository.workflow.life import UPDATE_STATES, UPDATE_TONES, UPDATE_WORKFLOW, WRITABLE


@bp.get("/<slug>/update")
@signed_in
def update(slug: str) -> str:
    """The update that is under way: what it changes, and what can be done with it."""
    return _page(_followed(slug))


def _followed(slug: str) -> Practice:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return practice


def _page(practice: Practice, form: Form | None = None, refusal: str = "") -> str:
    actor, found = current_actor(), updates.open_update(practice)
    steps = UPDATE_WORKFLOW.open_to(actor, found) if found else []
    return render_template(
        "repository/update.html",
        practice=practice,
        update=found,
        changes=updates.what_is_new(found) if found else [],
        overtaken_by=updates.changed_meanwhile(found) if found else [],
        steps=steps,
        # Asked for a comment once more, one has still seen what the page showed at first.
        seen={"version": (form.seen if form and form.invalid else None) or (found.version if found else 0)},
        kept_comment=form.raw.get("comment") if form and form.raw["to"] not in {s.target for s in steps} else "",
        may_write=can(actor, "practice.update", practice) and (found is None or found.status in WRITABLE),
        form=form or Form(TransitionSchema()),
        lacking=told(UpdateSchema(), form.invalid) if form and form.invalid else [],
        refusal=refusal,
        states=UPDATE_STATES,
        tones=UPDATE_TONES,
    )


@bp.route("/<slug>/update/edit", methods=["GET", "POST"])
@signed_in
def edit_update(slug: str) -> ResponseReturnValue:
    """Write an update; the public text stays meanwhile."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.update", practice)
    found = updates.open_update(practice)
    if request.method == "GET" and found and found.status not in WRITABLE:
        return redirect(url_for("repository.update", slug=practice.slug))
    saved = updates.text_of(practice, found)
    form = Form(UpdateSchema(), values=saved)
    if form.is_sent:
        with form.catching():
            operations.write_update(current_actor(), practice, form.load(partial=True), seen=form.seen)
            flash(_("Saved. The public text is as it was."), "success")
            onward = "repository.edit_update" if "stay" in request.form else "repository.update"
            return redirect(url_for(onward, slug=practice.slug))
    return render_template(
        "repository/edit_update.html",
        practice=practice,
        form=form,
        saved=saved,
        seen={"version": found.version if found else 0},
        unfolded=_worth_a_look(form, practice),
    ), form.status


def _worth_a_look(form: Form, practice: Practice) -> set[str]:
    """The fields that do not say what the public text says, or that need attention."""
    lacking = {name for name, f in form.names if f.metadata.get("needed") and is_blank(form.raw.get(name))}
    wrong = set(form.invalid.errors) if form.invalid else set()
    return form.differing(PracticeSchema().dump(practice)) | lacking | wrong


@bp.post("/<slug>/update/transitions")
@signed_in
def step_update(slug: str) -> ResponseReturnValue:
    """Take a step with an update."""
    practice = _followed(slug)
    found, form = updates.update_of(current_actor(), practice), Form(TransitionSchema())
    try:
        values = form.load()
        operations.step_update(current_actor(), found, values["to"], values.get("comment") or "", seen=form.seen)
    except Invalid as error:
        form.invalid = error
        return _page(practice, form), 422
    except Conflict as error:
        return _page(practice, form, str(error)), 409
    flash(_("The update is now in the state “%(state)s”.", state=UPDATE_STATES[found.status]), "success")
    return redirect(url_for("repository.update", slug=practice.slug))


@bp.post("/<slug>/update/changes")
@signed_in
def take_changes_in(slug: str) -> Response:
    """Take into an update what was changed in the public text meanwhile."""
    practice = _followed(slug)
    found = updates.update_of(current_actor(), practice)
    operations.take_changes_in(current_actor(), found, seen=Form(TransitionSchema()).seen)
    flash(_("The changes are taken in. Look at the update once more."), "success")
    return redirect(url_for("repository.update", slug=practice.slug))


@bp.post("/<slug>/confirm")
@signed_in
def confirm(slug: str) -> Response:
    """Say that the practice is still right."""
    practice = queries.practice(current_actor(), slug)
    operations.confirm(current_actor(), practice)
    flash(_("Thank you. Readers see that the practice was confirmed today."), "success")
    return redirect(home_of(practice))


@bp.get("/unconfirmed")
@access("practice.decide")
def unconfirmed() -> str:
    """What nobody has confirmed, although the authors were asked."""
    return render_template("repository/unconfirmed.html", page=paginate(updates.unconfirmed()))

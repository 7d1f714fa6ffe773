"""Following a practice that one writes, and taking its steps."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub import audit
from hub.auth.actors import current_actor
from hub.errors import Conflict
from hub.forms import Form
from hub.guard import signed_in
from hub.pagination import paginate
from hub.policy import can, require
from repository import operations, queries
from repository.completeness import assess
from repository.models import Practice
from repository.models.clock import clock_for_authors
from repository.operations.deciding import open_steps
from repository.operations.reasons import comment_with
from repository.operations.reviewing import for_submitter, unanswered, waits_for_extra
from repository.schemas import AuthorSchema
from repository.schemas.reason import StepSchema
from repository.similarity import duplicates_of
from repository.views.blueprint import bp
from repository.views.refusing import home_of, refused
from repository.workflow import MAIN_WAY, STATES, WORKFLOW


@bp.get("/mine")
@signed_in
def mine() -> str:
    """My drafts and submissions."""
    return render_template("repository/mine.html", page=paginate(queries.mine(current_actor())))


@bp.get("/<slug>/status")
@signed_in
def follow(slug: str) -> str:
    """Where the practice stands, what happened, and what the submitter can do."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return render_template(
        "repository/status.html",
        practice=practice,
        steps=open_steps(current_actor(), practice),
        way=_way(practice),
        history=moves(practice),
        clock=clock_for_authors(practice),
        rules=queries.rules_of(practice),
        extra_reviewer=waits_for_extra(practice),
        points=queries.points(practice, practice.round),
        unanswered=unanswered(practice),
        may_answer=can(current_actor(), "practice.submit", practice),
        letters=queries.letters(practice),
        completeness=assess(practice),
        given=for_submitter(practice),
        documents=practice.attachments,
        may_edit=can(current_actor(), "practice.edit", practice),
        may_own=can(current_actor(), "practice.own", practice),
        may_hand_over=can(current_actor(), "practice.hand_over", practice),
        alike=duplicates_of(current_actor(), practice) if practice.status == "draft" else [],
        link_checks=queries.link_checks(practice),
        invitation_form=Form(AuthorSchema()),
    )


def _way(practice: Practice) -> list[tuple[str, str]]:
    """The steps of the main way, each done, current or to do; a state beside it stands after the last one done."""
    beside = {
        "changes_requested": "draft",
        "declined": "under_review",
        "update_requested": "published",
        "archived": "published",
    }
    place = MAIN_WAY.index(beside.get(practice.status, practice.status))
    labels = [str(STATES[state]) for state in MAIN_WAY]
    if practice.status in beside:
        labels[place] = str(STATES[practice.status])
    return [(label, "done" if n < place else "current" if n == place else "todo") for n, label in enumerate(labels)]


def moves(practice: Practice) -> list[audit.AuditEntry]:
    """The steps that the practice has taken, oldest first."""
    return audit.history(practice, audit.tells("target"))


@bp.post("/<slug>/transitions")
@signed_in
def move(slug: str) -> ResponseReturnValue:
    """Take a step of the workflow, from whichever page offers it."""
    practice = queries.practice(current_actor(), slug)
    form = Form(StepSchema())
    try:
        with form.catching():
            values = form.load()
            name = WORKFLOW.name_of(values["to"])
            comment = comment_with(practice, name, values.get("reason"), values.get("comment"))
            operations.move(current_actor(), practice, values["to"], comment, seen=form.seen)
            flash(_("The practice is now in the state “%(state)s”.", state=STATES[practice.status]), "success")
            return redirect(home_of(practice))
    except Conflict as conflict:
        return refused(practice, form, conflict)
    return refused(practice, form)


@bp.post("/<slug>/discard")
@signed_in
def discard(slug: str) -> ResponseReturnValue:
    """Throw a draft away."""
    operations.discard(current_actor(), queries.practice(current_actor(), slug))
    flash(_("The draft is gone."), "success")
    return redirect(url_for("repository.mine"))

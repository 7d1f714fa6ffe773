"""The secretariat's desk: what waits, for whom, since when; and doing the same with several practices."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from hub import clock
from hub.auth.actors import current_actor
from hub.errors import Invalid
from hub.forms import row_number
from hub.guard import access
from hub.i18n import language
from hub.pagination import paginate
from repository import operations, queries
from repository.models import Practice
from repository.operations.bulk import Chosen, in_bulk
from repository.operations.reasons import comment_with
from repository.queries import collections, desk, reasons
from repository.schemas.reason import StepSchema
from repository.views.blueprint import bp
from repository.views.deeds import lately
from repository.views.filters import active, asked_filters, filters, sorts
from repository.workflow import WORKFLOW

PER_PAGE = 50
RECENT = 5


@bp.get("/waiting")
@access("practice.decide")
def waiting() -> str:
    """The practices on their way, or whatever else the filters ask for."""
    return _page()


def _page(error: str = "") -> str:
    actor, asked = current_actor(), asked_filters()
    sort = request.args.get("sort", "")
    sort = sort if sort in desk.SORTS else "longest"
    page = paginate(desk.waiting(actor, asked, sort), per_page=PER_PAGE)
    shown = filters(actor, asked)
    return render_template(
        "repository/waiting.html",
        page=page,
        lines=desk.lines(page.items),
        error=error,
        filters_shown=shown,
        active=active(asked, shown),
        sorts=sorts(sort),
        people=desk.secretariat(),
        collections=collections.newest_first(actor),
        reasons=[each for each in reasons.offered() if each.decision in ("archive", "ask_for_update")],
        language=language(),
        deeds=lately(actor, RECENT),
        typed=request.form,
        now=clock.now(),
    )


@bp.post("/waiting")
@access("practice.decide")
def do_in_bulk() -> ResponseReturnValue:
    """Do the same with all chosen practices, then tell what became of each."""
    chosen, name = _chosen(), request.form.get("do", "")
    try:
        if name not in _DEEDS:
            raise Invalid({"do": [_("Choose what to do.")]})
        if not chosen:
            raise Invalid({"chosen": [_("Choose practices first: tick the box beside each.")]})
        deed = _DEEDS[name]()
    except Invalid as error:
        return _page(error.text), 422
    entry, outcomes = in_bulk(current_actor(), name, chosen, deed)
    done = sum(not outcome.refused for outcome in outcomes)
    flash(ngettext("Done with one practice.", "Done with %(num)d practices.", done), "success" if done else "warning")
    return redirect(url_for("repository.bulk_report", entry_id=entry.id))


def _chosen() -> list[Chosen]:
    """The ticked practices, each with the version that stood in the list."""
    pairs = (value.partition(":") for value in request.form.getlist("chosen")[:PER_PAGE])
    numbers = [(row_number(practice_id), row_number(seen)) for practice_id, _colon, seen in pairs]
    return [Chosen(n, seen) for n, seen in numbers if n is not None and seen is not None]


def _assign() -> Callable[[Practice], Any]:
    wanted = request.form.get("handler", "")
    people = {str(person.id): person for person in desk.secretariat()}
    if wanted not in (desk.NOBODY, *people):
        raise Invalid({"handler": [_("Choose who handles them.")]})
    return lambda practice: operations.assign(current_actor(), practice, people.get(wanted))


def _collect() -> Callable[[Practice], Any]:
    slug = request.form.get("collection", "")
    if not slug:
        raise Invalid({"collection": [_("Choose a collection.")]})
    found = collections.collection(current_actor(), slug)
    return lambda practice: operations.collect(current_actor(), found, practice)


def _step(target: str) -> Callable[[], Callable[[Practice], Any]]:
    """Take a step with each; one that needs a reason takes the prepared text, the comment, or both."""

    def deed() -> Callable[[Practice], Any]:
        step = WORKFLOW.name_of(target)
        said = StepSchema().load(
            {"to": target, "reason": request.form.get("reason", ""), "comment": request.form.get("comment", "")}
        )
        key, comment = said["reason"], said["comment"]
        if WORKFLOW[step].comment_needed and not (key or comment):
            raise Invalid({"comment": [_("Say why: choose a prepared text, write your own, or both.")]})
        return lambda practice: operations.move(
            current_actor(), practice, target, comment_with(practice, step, key, comment)
        )

    return deed


_DEEDS: dict[str, Callable[[], Callable[[Practice], Any]]] = {
    "assign": _assign,
    "collect": _collect,
    "screen": _step("screening"),
    "ask_for_update": _step("update_requested"),
    "archive": _step("archived"),
}


@bp.get("/waiting/reports/<int:entry_id>")
@access("practice.decide")
def bulk_report(entry_id: int) -> str:
    """What became of each practice that something was done with."""
    outcomes = desk.bulk_outcomes(entry_id)
    titles = desk.titles([practice_id for practice_id, _refused in outcomes])
    return render_template("repository/bulk_report.html", outcomes=outcomes, titles=titles)


@bp.get("/waiting/recent")
@access("practice.decide")
def recent_deeds() -> str:
    """What the secretariat has done lately, with a way back."""
    return render_template("repository/recent.html", deeds=lately(current_actor(), 100))


@bp.post("/<slug>/assign")
@access("practice.decide")
def assign(slug: str) -> Response:
    """Give one practice into somebody's hands, from its desk."""
    practice = queries.practice(current_actor(), slug)
    _assign()(practice)
    flash(_("Saved."), "success")
    return redirect(url_for("repository.desk", slug=slug))

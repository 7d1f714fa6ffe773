"""Calls and collections on pages of others, and what the secretariat can do with a practice beside deciding."""

from flask import render_template, request

from hub.auth.actors import current_actor
from hub.db import db
from hub.i18n import language
from hub.policy import can
from repository.models import Practice
from repository.panels import newest, on_objective
from repository.queries import calls, collections, desk, reasons

SHOWN = 3


def home() -> str:
    """The home page: what was published last, calls that are open, the newest collections."""
    return newest() + _curated()


def objective(code: str) -> str:
    """The page of an objective: its newest practices, open calls on it, collections with practices on it."""
    return on_objective(code) + _curated(code)


def _curated(code: str | None = None) -> str:
    return render_template(
        "repository/_curated.html", calls=calls.open_calls(SHOWN, code), collections=collections.newest(SHOWN, code)
    )


def about(kind: str, thing_id: int) -> str:
    """The page of a public practice: the call that it answered, the collections that it is part of."""
    if kind != "practice":
        return ""
    practice = db.session.get_one(Practice, thing_id)
    call = practice.call if practice.call and practice.call.is_public else None
    return render_template("repository/_part_of.html", call=call, collections=collections.holding(practice))


def beside_list() -> str:
    """The list of practices: what else there is."""
    return render_template("repository/_more.html", may_decide=can(current_actor(), "practice.decide"))


def reason(step: str) -> str:
    """A step that asks for a reason: the prepared texts to choose from."""
    offered = [each for each in reasons.offered() if each.decision == step]
    chosen = request.form.get("reason", "")  # where a form comes back because something else was wrong
    return render_template("repository/_reason.html", reasons=offered, step=step, language=language(), chosen=chosen)


def on_desk(practice: Practice) -> str:
    """The desk of one practice: the call that it answers, who handles it, and collections to put it into."""
    if not can(current_actor(), "practice.decide"):
        return ""
    return render_template(
        "repository/_desk_curated.html",
        practice=practice,
        collections=collections.to_add(practice) if practice.is_public else [],
        people=desk.secretariat(),
        handler=desk.handlers([practice.id]).get(practice.id),
    )

"""What the discussions show on pages that are not their own, and in the inbox."""

from datetime import datetime

from flask import render_template, url_for
from flask_babel import ngettext

from discussions import queries
from discussions.models import Space
from hub.auth.actors import current_actor
from hub.db import db
from hub.feature import Waiting
from hub.kinds import Ref
from hub.moderation.queries import waiting_by_scope
from hub.policy import Actor


def consultations() -> str:
    """The home page: consultations that take answers now."""
    return render_template("discussions/_consultations.html", threads=queries.open_consultations(current_actor()))


def on_objective(code: str) -> str:
    """The page of an objective: discussions on it."""
    return render_template(
        "discussions/_on_objective.html", code=code, threads=queries.on_objective(current_actor(), code)
    )


def about(kind: str, thing_id: int) -> str:
    """The page of a thing: discussions about it."""
    found = queries.about(current_actor(), Ref(kind, thing_id))
    return render_template("discussions/_about.html", threads=found, start=f"{kind}:{thing_id}")


def waiting(actor: Actor) -> list[Waiting]:
    """The inbox of moderators: one line for each space where something waits."""
    found = db.session.execute(waiting_by_scope("space", queries.moderated_ids(actor))).all()
    if not found:
        return []
    spaces = {space.id: space for space in queries.by_ids([row[0] for row in found])}
    return [_line(spaces[space_id], number, since) for space_id, number, since in found if space_id in spaces]


def _line(space: Space, number: int, since: datetime) -> Waiting:
    what = ngettext("Read %(num)d post that waits", "Read %(num)d posts that wait", number)
    return Waiting(what, space.title, url_for("discussions.queue", space=space.slug), since)

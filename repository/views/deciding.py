"""The secretariat's lists."""

from flask import render_template

from hub.guard import access
from repository import queries
from repository.views.blueprint import bp

_OPEN = ("submitted", "screening", "under_review", "changes_requested", "approved", "update_requested")


@bp.get("/waiting")
@access("practice.decide")
def waiting() -> str:
    """All practices on their way, the longest waiting first."""
    return render_template("repository/waiting.html", practices=queries.in_states(*_OPEN))

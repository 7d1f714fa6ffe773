"""How somebody comes to write a practice: from the home page, the log-in, and the head of every page."""

from flask import render_template

from hub.auth.actors import current_actor
from hub.policy import can

GOALS = ("repository.new", "repository.invitation")
"""What the page of the log-in has a word for. It names nothing: who is not logged in may know of no draft."""


def login(goal: str) -> str:
    """What one logs in for, where it is to write a practice; `goal` is the endpoint that one goes on to."""
    return render_template("repository/_log_in_for.html", goal=goal) if goal in GOALS else ""


def account() -> str:
    """Among the links of an account: what one writes."""
    return render_template("repository/_account_link.html") if can(current_actor(), "practice.create") else ""


def invite() -> str:
    """On the home page: where to begin a practice. Guests log in first."""
    return render_template("repository/_invite.html")

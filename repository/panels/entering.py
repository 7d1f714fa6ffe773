"""How somebody comes to write a practice: from the log-in."""

from flask import render_template

GOALS = ("repository.new", "repository.invitation")
"""What the page of the log-in has a word for. It names nothing: who is not logged in may know of no draft."""


def login(goal: str) -> str:
    """What one logs in for, where it is to write a practice; `goal` is the endpoint that one goes on to."""
    return render_template("repository/_log_in_for.html", goal=goal) if goal in GOALS else ""

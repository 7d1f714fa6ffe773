"""The secretariat's page of one practice: its reviews and all that can be decided."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from hub.auth import queries as accounts
from hub.auth.actors import current_actor
from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict, NotFound
from hub.forms import row_number
from hub.guard import access
from hub.policy import require
from repository import operations, queries
from repository.models import Practice
from repository.models.clock import clock_of
from repository.models.review import PLANNED
from repository.operations.deciding import open_steps
from repository.operations.reviewing import (
    disagree,
    lacking_reviewers,
    lacking_reviews,
    suggestions,
)
from repository.views.blueprint import bp
from repository.views.following import moves
from repository.workflow import LETTERS, STATES_WITH_REVIEWERS

IN_REVIEW = ("submitted", *STATES_WITH_REVIEWERS)
"""The states in which the secretariat reads what the authors have answered."""

SHOWN = 12
"""So many of the suggestions, and of those left out, stand on the page; anybody else is invited by address."""


@bp.get("/<slug>/desk")
@access("practice.decide")
def desk(slug: str) -> str:
    """One practice with its reviews and all that can be decided."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.decide", practice)
    steps = open_steps(current_actor(), practice)
    found = suggestions(practice) if practice.status in STATES_WITH_REVIEWERS else None
    return render_template(
        "repository/desk.html",
        practice=practice,
        steps=[step for step in steps if step.name not in (*LETTERS, "review")],
        send_to_review=next((step for step in steps if step.name == "review"), None),
        decisions=[step for step in steps if step.name in LETTERS],
        history=moves(practice),
        clock=clock_of(practice),
        lacking_reviewers=lacking_reviewers(practice),
        lacking_reviews=lacking_reviews(practice),
        disagreement=disagree(practice.current_reviews),
        suggestions=found,
        points=queries.points(practice, practice.round),
        answered=queries.points(practice, practice.round - 1) if practice.status in IN_REVIEW else [],
        letters=queries.letters(practice),
        link_checks=queries.link_checks(practice),
        may_answer=False,
        at_desk=True,
        shown=SHOWN,
    )


@bp.post("/<slug>/reviewers")
@access("practice.decide")
def invite(slug: str) -> Response:
    """Invite the chosen reviewers, and whoever is named by address."""
    practice = queries.practice(current_actor(), slug)
    invited = sum(_invited(practice, reviewer) for reviewer in _chosen(practice))
    if invited:
        done = ngettext("One reviewer is invited.", "%(num)d reviewers are invited.", invited)
        ready = practice.status == "screening" and not lacking_reviewers(practice)
        flash(f"{done} {_('Next: send the practice to review.')}" if ready else done, "success")
    return redirect(url_for("repository.desk", slug=slug))


def _invited(practice: Practice, reviewer: User) -> bool:
    """Invite one person, or say what is in the way."""
    try:
        operations.invite(current_actor(), practice, reviewer)
    except Conflict as obstacle:
        flash(_("%(name)s is not invited. %(why)s", name=reviewer.name, why=obstacle), "error")
        return False
    return True


def _chosen(practice: Practice) -> list[User]:
    """The people of the form. Raises NotFound for a number that no form gave."""
    require(current_actor(), "practice.decide", practice)
    numbers = [row_number(value) for value in request.form.getlist("reviewer")]
    found = [None if number is None else db.session.get(User, number) for number in numbers]
    if address := request.form.get("email", "").strip():
        by_address = accounts.by_email(address)
        if by_address is None:
            flash(_("Nobody with this e-mail address is in the pool of reviewers."), "error")
        else:
            found.append(by_address)
    elif not found:
        flash(_("Nobody is invited yet: tick the box of each reviewer first."), "error")
    if None in found:
        raise NotFound
    return [person for person in found if person]


@bp.post("/reviews/<int:review_id>/withdraw")
@access("practice.decide")
def withdraw(review_id: int) -> Response:
    """Take an invitation back."""
    review = queries.review(current_actor(), review_id)
    slug, planned = review.practice.slug, review.state == PLANNED
    operations.withdraw_invitation(current_actor(), review)
    told = _("This reviewer is not invited again.") if planned else _("The invitation is withdrawn.")
    flash(told, "success")
    return redirect(url_for("repository.desk", slug=slug))

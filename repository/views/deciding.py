"""The secretariat's pages."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from hub.auth.actors import current_actor
from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.forms import Form
from hub.guard import access
from repository import operations, queries
from repository.operations.deciding import open_steps
from repository.operations.reviewing import disagree, lacking_reviewers, lacking_reviews, obstacle_to
from repository.schemas import TransitionSchema
from repository.views.blueprint import bp
from repository.views.writing import moves
from repository.workflow import RECOMMENDATIONS, RULES

_OPEN = ("submitted", "screening", "under_review", "changes_requested", "approved", "update_requested")


@bp.get("/waiting")
@access("practice.decide")
def waiting() -> str:
    """All practices on their way, the longest waiting first."""
    return render_template("repository/waiting.html", practices=queries.in_states(*_OPEN))


@bp.get("/<slug>/desk")
@access("practice.decide")
def desk(slug: str) -> str:
    """One practice with its reviews and all that can be decided."""
    practice = queries.practice(current_actor(), slug)
    pool = [(person, obstacle_to(practice, person)) for person in queries.reviewer_pool()]
    return render_template(
        "repository/desk.html",
        practice=practice,
        steps=open_steps(current_actor(), practice),
        history=moves(practice),
        pool=[person for person, obstacle in pool if obstacle is None],
        lacking_reviewers=lacking_reviewers(practice),
        lacking_reviews=lacking_reviews(practice),
        disagreement=disagree(practice.current_reviews),
        form=Form(TransitionSchema()),
        recommendations=RECOMMENDATIONS,
        rules=RULES,
        link_checks=queries.link_checks(practice),
    )


@bp.post("/<slug>/reviewers")
@access("practice.decide")
def invite(slug: str) -> Response:
    """Invite the chosen reviewers."""
    practice = queries.practice(current_actor(), slug)
    for reviewer_id in request.form.getlist("reviewer", type=int):
        reviewer = db.session.get(User, reviewer_id)
        if reviewer is None:
            raise NotFound
        operations.invite(current_actor(), practice, reviewer)
        flash(_("%(name)s is invited.", name=reviewer.name), "success")
    return redirect(url_for("repository.desk", slug=slug))


@bp.post("/reviews/<int:review_id>/withdraw")
@access("practice.decide")
def withdraw(review_id: int) -> Response:
    """Take an invitation back."""
    review = queries.review(current_actor(), review_id)
    slug = review.practice.slug
    operations.withdraw_invitation(current_actor(), review)
    flash(_("The invitation is withdrawn."), "success")
    return redirect(url_for("repository.desk", slug=slug))

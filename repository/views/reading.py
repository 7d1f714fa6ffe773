"""Reading a practice."""

from flask import render_template

from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.policy import can
from repository import queries
from repository.queries.updates import months_unconfirmed
from repository.views.blueprint import bp


@bp.get("/<slug>")
@public
@kept_for_guests
def show(slug: str) -> str:
    """One practice."""
    actor = current_actor()
    practice = queries.practice(actor, slug)
    return render_template(
        "repository/show.html",
        practice=practice,
        documents=practice.attachments,
        months=months_unconfirmed(practice),
        may_follow=can(actor, "practice.follow", practice),
        may_edit=can(actor, "practice.edit", practice),
        may_decide=can(actor, "practice.decide", practice),
    )

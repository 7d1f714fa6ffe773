"""Reading a practice."""

from flask import render_template

from hub.auth.actors import current_actor
from hub.guard import public, signed_in
from hub.guest_pages import kept_for_guests
from hub.policy import can, require
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
        may_update=can(actor, "practice.update", practice),
        may_edit=can(actor, "practice.edit", practice),
        may_decide=can(actor, "practice.decide", practice),
    )


@bp.get("/<slug>/preview")
@signed_in
def preview(slug: str) -> str:
    """What readers will see once the practice is published, for those who write it."""
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return render_template(
        "repository/show.html",
        practice=practice,
        documents=practice.attachments,
        may_edit=can(current_actor(), "practice.edit", practice),
        preview=True,
    )

"""Up to four practices side by side."""

from flask import render_template, request

from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from repository.queries.comparing import MOST, side_by_side
from repository.queries.related import related
from repository.views.blueprint import bp


@bp.get("/compare")
@public
@kept_for_guests
def compare() -> str:
    """The practices that the address names; where there is room for more, some to add."""
    chosen = side_by_side(current_actor(), request.args.getlist("with"))
    slugs = [practice.slug for practice in chosen.practices]
    near = related(chosen.practices[0]) if 0 < len(slugs) < MOST else []
    return render_template(
        "repository/compare.html",
        chosen=chosen,
        slugs=slugs,
        near=[other for other in near if other.practice.slug not in slugs],
        most=MOST,
    )

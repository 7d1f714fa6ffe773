"""Finding and reading profiles."""

from flask import render_template, request

from experts import filters, queries
from experts.views.blueprint import bp
from experts.workflow import WORKFLOW
from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.pagination import paginate
from hub.policy import can


@bp.get("")
@public
@kept_for_guests
def index() -> str:
    """The experts that this reader may see, with filters."""
    actor, asked = current_actor(), filters.asked()
    wrong = filters.unknown(asked)
    usable = {
        f: values - set(wrong.get(f, ())) for f, values in asked.items() if values - set(wrong.get(f, ()))
    }
    sort = "newest" if request.args.get("sort") == "newest" else "name"
    return render_template(
        "experts/index.html", page=paginate(queries.directory(actor, usable, sort=sort)), sort=sort,
        facets=filters.facets(queries.counts(actor, usable), usable), active=filters.active(usable),
        ignored=[value for values in wrong.values() for value in values], own=queries.own(actor),
        sorts=[(name, filters.sorted_by(name), name == sort) for name in ("name", "newest")],
    )  # fmt: skip


@bp.get("/<slug>")
@public
@kept_for_guests
def show(slug: str) -> str:
    """One expert."""
    actor = current_actor()
    expert = queries.find(actor, slug)
    return render_template(
        "experts/show.html", expert=expert, is_own=can(actor, "expert.own", expert),
        may_see_private=can(actor, "expert.see_private", expert),
        may_contact=can(actor, "expert.contact", expert),
        steps=[] if can(actor, "expert.own", expert) else WORKFLOW.open_to(actor, expert),
    )  # fmt: skip

"""Finding and reading profiles."""

from flask import render_template, request

from experts import queries
from experts.search import FACETS
from experts.views.blueprint import bp
from experts.workflow import WORKFLOW
from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.pagination import here, paginate
from hub.policy import can
from hub.search.browse import Listing, browse


@bp.get("")
@public
@kept_for_guests
def index() -> str:
    """The experts that this reader may see, with filters; by name where that is asked for."""
    actor = current_actor()
    browsing = browse(actor, Listing(FACETS, kind="expert"))
    by_name = request.args.get("sort") == "name" and not browsing.text
    page = paginate(queries.directory(actor, browsing.filters)) if by_name else browsing.page
    snippets = {f.thing.id: f.hit.snippet for f in browsing.found} if browsing.text else {}
    experts = page.items if by_name else [f.thing for f in browsing.found]
    return render_template(
        "experts/index.html", browsing=browsing, experts=experts, snippets=snippets, page=page, by_name=by_name,
        own=queries.own(actor), may_decide=can(actor, "expert.decide"),
        by_name_url=_ordered("name"), by_age_url=_ordered("newest"),
    )  # fmt: skip


def _ordered(sort: str) -> str:
    """The address of this list in another order, from its first page."""
    return here(request.args.to_dict(flat=False) | {"sort": [sort], "page": []})


@bp.get("/<slug>")
@public
@kept_for_guests
def show(slug: str) -> str:
    """One expert."""
    actor = current_actor()
    expert = queries.expert(actor, slug)
    return render_template(
        "experts/show.html", expert=expert, is_own=can(actor, "expert.own", expert),
        may_see_private=can(actor, "expert.see_private", expert),
        may_contact=can(actor, "expert.contact", expert),
        steps=[] if can(actor, "expert.own", expert) else WORKFLOW.open_to(actor, expert),
    )  # fmt: skip

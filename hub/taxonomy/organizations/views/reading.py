"""Finding and reading organizations."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hub.auth.actors import current_actor
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.i18n import language
from hub.pagination import paginate
from hub.policy import can
from hub.taxonomy import COUNTRIES, STAKEHOLDER_CATEGORIES
from hub.taxonomy.organizations import queries
from hub.taxonomy.organizations.mentions import public_counts
from hub.taxonomy.organizations.views.blueprint import bp

LONGEST_TEXT = 200


@bp.get("")
@public
@kept_for_guests
def index() -> str:
    """All organizations that the reader may know of, by name."""
    asked = {name: request.args.get(name, "").strip()[:LONGEST_TEXT] for name in ("q", "category", "country")}
    category = asked["category"] if asked["category"] in STAKEHOLDER_CATEGORIES else ""
    country = asked["country"] if asked["country"] in COUNTRIES else ""
    page = paginate(queries.known(current_actor(), asked["q"], category=category, country=country))
    return render_template(
        "organizations/index.html",
        page=page,
        text=asked["q"],
        category=category,
        country=country,
        counts=public_counts([organization.id for organization in page.items]),
        categories=STAKEHOLDER_CATEGORIES.choices(language()),
        countries=COUNTRIES.choices(language()),
        may_edit=can(current_actor(), "organization.edit"),
    )


@bp.get("/<slug>")
@public
@kept_for_guests
def show(slug: str) -> ResponseReturnValue:
    """One organization; an address from before a merge leads on for good."""
    organization = queries.organization(current_actor(), slug)
    if organization.slug != slug:
        return redirect(url_for("organizations.show", slug=organization.slug), 301)
    return render_template(
        "organizations/show.html",
        organization=organization,
        may_edit=can(current_actor(), "organization.edit"),
    )

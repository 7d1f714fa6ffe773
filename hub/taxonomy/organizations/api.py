"""The register of organizations for programs, and for forms that complete what is typed."""

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import public
from hub.pagination import asked_per_page, paginate
from hub.security import csrf
from hub.taxonomy import COUNTRIES, STAKEHOLDER_CATEGORIES
from hub.taxonomy.organizations import queries
from hub.taxonomy.organizations.mentions import public_counts
from hub.taxonomy.organizations.schemas import OrganizationOut, shown
from hub.taxonomy.organizations.views.reading import LONGEST_TEXT

api_bp = Blueprint("organizations_api", __name__, url_prefix=f"{api.PREFIX}/organizations")
csrf.exempt(api_bp)


@api_bp.get("")
@public
@api.describe(
    _l("The organizations that are named in what you may read, by name"),
    returns=OrganizationOut,
    many=True,
    query=(
        api.Query("q", _l("Only those with these words in one of their names; the nearest first")),
        api.Query("category", _l("Only those of this category"), api.code_of("stakeholder-categories")),
        api.Query("country", _l("Only those that something in this country names"), api.code_of("countries")),
    ),
)
def index() -> Response:
    query = queries.known(
        current_actor(),
        request.args.get("q", "")[:LONGEST_TEXT],
        category=api.asked_one_of("category", STAKEHOLDER_CATEGORIES),
        country=api.asked_one_of("country", COUNTRIES),
    )
    page = paginate(query, per_page=asked_per_page())
    counts = public_counts([organization.id for organization in page.items])
    return jsonify(api.envelope(page, [shown(each, counts[each.id]) for each in page.items]))


@api_bp.get("/<slug>")
@public
@api.describe(_l("One organization"), returns=OrganizationOut)
def show(slug: str) -> ResponseReturnValue:
    organization = queries.organization(current_actor(), slug)
    if organization.slug != slug:
        return redirect(url_for("organizations_api.show", slug=organization.slug), 301)
    return jsonify(shown(organization, public_counts([organization.id])[organization.id]))

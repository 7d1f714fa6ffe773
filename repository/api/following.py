"""What those who write a practice want to know of it, for programs: what it lacks, what looks like it, who writes."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth import limits
from hub.auth.actors import current_actor
from hub.guard import signed_in
from hub.policy import can, require
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.completeness import assess
from repository.models import Practice
from repository.schemas import AuthorOut, AuthorOutForSubmitter, AuthorSchema, CompletenessOut, LikenessOut, LinkOut
from repository.similarity import duplicates_of


def _followed(slug: str) -> Practice:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return practice


@api_bp.get("/<slug>/completeness")
@signed_in
@api.describe(_l("What a practice lacks, and what reviewers often ask of it"), returns=CompletenessOut)
def completeness(slug: str) -> Response:
    return jsonify(CompletenessOut().dump(assess(_followed(slug))))


@api_bp.get("/<slug>/duplicates")
@signed_in
@api.describe(_l("Practices that look like this one, with the reasons"), returns=LikenessOut, many=True)
def duplicates(slug: str) -> Response:
    return api.listing_of(duplicates_of(current_actor(), _followed(slug)), LikenessOut().dump)


@api_bp.get("/<slug>/links")
@signed_in
@api.describe(_l("Whether the links of a practice answer, as far as the hub knows"), returns=LinkOut, many=True)
def links(slug: str) -> Response:
    return api.listing_of(queries.link_checks(_followed(slug)), LinkOut().dump)


@api_bp.get("/<slug>/authors")
@signed_in
@api.describe(_l("Who writes a practice together with its submitter"), returns=AuthorOut, many=True)
def authors(slug: str) -> Response:
    practice = _followed(slug)
    if can(current_actor(), "practice.own", practice):
        return api.listing_of(practice.authors, AuthorOutForSubmitter().dump)
    return api.listing_of([author for author in practice.authors if author.user], AuthorOut().dump)


@api_bp.post("/<slug>/authors")
@signed_in
@limits.mails
@limits.per_account("30 per hour")
@api.describe(
    _l("Invite somebody by mail to write a practice together"),
    body=AuthorSchema,
    returns=AuthorOutForSubmitter,
    status=201,
)
def invite_author(slug: str) -> tuple[Response, int]:
    practice = queries.practice(current_actor(), slug)
    author = operations.invite_author(current_actor(), practice, AuthorSchema().load(api.body())["email"])
    return jsonify(AuthorOutForSubmitter().dump(author)), 201

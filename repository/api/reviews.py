"""Reviews for programs: invite, declare interests, review, read."""

from flask import Response, jsonify
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth import queries as accounts
from hub.auth.actors import current_actor, signed_in_user
from hub.errors import Invalid
from hub.guard import access, signed_in
from hub.policy import can, require
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.operations.reviewing import for_submitter, require_declared
from repository.schemas import (
    DeclarationSchema,
    InvitationSchema,
    RefusalSchema,
    ReviewOut,
    ReviewOutForSecretariat,
    ReviewOutForSubmitter,
    ReviewPutSchema,
    review_put_schema,
)


@api_bp.get("/reviews/mine")
@signed_in
@api.describe(_l("The reviews that wait for you"), returns=ReviewOut, many=True)
def my_reviews() -> Response:
    return api.listing_of(queries.reviews_of(current_actor()), ReviewOut().dump)


@api_bp.get("/<slug>/reviews")
@signed_in
@api.describe(
    _l("The reviews of a practice; its submitter reads them without names"), returns=ReviewOutForSubmitter, many=True
)
def reviews(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    if can(current_actor(), "practice.decide", practice):
        return api.listing_of(practice.reviews, ReviewOutForSecretariat().dump)
    return api.listing_of(for_submitter(practice), ReviewOutForSubmitter().dump)


@api_bp.post("/<slug>/reviews")
@access("practice.decide")
@api.describe(_l("Invite a reviewer"), body=InvitationSchema, returns=ReviewOutForSecretariat, status=201)
def invite(slug: str) -> tuple[Response, int]:
    practice = queries.practice(current_actor(), slug)
    reviewer = accounts.by_email(InvitationSchema().load(api.body())["reviewer"])
    if reviewer is None:
        raise Invalid({"reviewer": [_("Nobody with this e-mail address is in the pool of reviewers.")]})
    review = operations.invite(current_actor(), practice, reviewer)
    return jsonify(ReviewOutForSecretariat().dump(review)), 201


@api_bp.post("/reviews/<int:review_id>/declaration")
@signed_in
@api.describe(
    _l("Accept to review and declare your interests, before you read the text"),
    body=DeclarationSchema,
    returns=ReviewOut,
)
def declare(review_id: int) -> Response:
    review = queries.own_review(signed_in_user(), review_id)
    values = DeclarationSchema().load(api.body())
    conflict = None if values["interest"] == "none" else values.get("conflict") or ""
    return jsonify(ReviewOut().dump(operations.declare(current_actor(), review, conflict=conflict)))


@api_bp.post("/reviews/<int:review_id>/refusal")
@signed_in
@api.describe(_l("Refuse an invitation, or step back from a review"), body=RefusalSchema, returns=ReviewOut)
def refuse(review_id: int) -> Response:
    review = queries.own_review(signed_in_user(), review_id)
    return jsonify(ReviewOut().dump(operations.refuse(current_actor(), review, RefusalSchema().load(api.body()))))


@api_bp.put("/reviews/<int:review_id>")
@signed_in
@api.describe(
    _l("Hand in your review, or change it: a score and a comment for each of its criteria, and what follows"),
    body=ReviewPutSchema,
    returns=ReviewOut,
)
def give(review_id: int) -> Response:
    review = queries.own_review(signed_in_user(), review_id)
    require_declared(review)  # what is asked stands beside the text
    values = review_put_schema(review.rules)().load(api.body())
    seen = values.pop("version", None)
    return jsonify(ReviewOut().dump(operations.give_review(current_actor(), review, values, seen=seen)))

"""Points to change, their answers, and decision letters, for programs."""

from flask import Response
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import access, signed_in
from hub.policy import require
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.operations.reviewing import suggestions
from repository.schemas import AnswersSchema, LetterOut, PointOut, SuggestionOut


@api_bp.get("/<slug>/points")
@signed_in
@api.describe(_l("What the authors were asked to change, and what they answered"), returns=PointOut, many=True)
def points(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.read_rounds", practice)
    return api.listing_of(queries.points(practice), PointOut().dump)


@api_bp.put("/<slug>/points")
@signed_in
@api.describe(_l("Answer points of the present round, some or all"), body=AnswersSchema, returns=PointOut, many=True)
def answer(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    values = AnswersSchema().load(api.body())
    answered = operations.answer_points(current_actor(), practice, values["answers"], seen=values.get("version"))
    return api.listing_of(answered, PointOut().dump)


@api_bp.get("/<slug>/letters")
@signed_in
@api.describe(_l("The decision letters to the authors, the newest first"), returns=LetterOut, many=True)
def letters(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return api.listing_of(queries.letters(practice), LetterOut(practice).dump)


@api_bp.get("/<slug>/suggestions")
@access("practice.decide")
@api.describe(_l("Whom to invite to review, the best first, with reasons"), returns=SuggestionOut, many=True)
def suggested(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.decide", practice)
    return api.listing_of(suggestions(practice).ranked, SuggestionOut().dump)

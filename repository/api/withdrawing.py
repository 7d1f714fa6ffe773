"""Asking for the withdrawal of a practice, for programs; archiving is a step of the workflow."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import access, signed_in
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.schemas import PracticeOut, RefusalOfVersionSchema, WithdrawalSchema, shown_to


@api_bp.post("/<slug>/withdrawal")
@signed_in
@api.describe(_l("Ask for the withdrawal of your practice"), body=WithdrawalSchema, returns=PracticeOut)
def ask_withdrawal(slug: str) -> Response:
    practice, values = queries.practice(current_actor(), slug), WithdrawalSchema().load(api.body())
    return jsonify(shown_to(current_actor(), operations.ask_withdrawal(current_actor(), practice, values["reason"])))


@api_bp.delete("/<slug>/withdrawal")
@signed_in
@api.describe(_l("Take back your request for withdrawal"), returns=PracticeOut)
def drop_withdrawal(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    return jsonify(shown_to(current_actor(), operations.drop_withdrawal(current_actor(), practice)))


@api_bp.post("/<slug>/withdrawal/refusal")
@access("practice.decide")
@api.describe(
    _l(
        "Keep a practice public although its authors ask for its withdrawal. With the version that you read, you "
        "refuse nothing that they asked since"
    ),
    body=RefusalOfVersionSchema,
    returns=PracticeOut,
)
def refuse_withdrawal(slug: str) -> Response:
    practice, values = queries.practice(current_actor(), slug), RefusalOfVersionSchema().load(api.body())
    said = operations.refuse_withdrawal(current_actor(), practice, values["comment"], seen=values.get("version"))
    return jsonify(shown_to(current_actor(), said))

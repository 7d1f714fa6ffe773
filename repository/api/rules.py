"""The rules of review for programs."""

from flask import Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.auth.actors import current_actor
from hub.guard import access, public
from repository import operations, queries
from repository.api.blueprint import api_bp
from repository.schemas import RulesOut, RulesPutSchema, rules_out


@api_bp.get("/review-rules")
@public
@api.describe(_l("The rules by which practices are reviewed, in the language asked for"), returns=RulesOut)
def review_rules() -> Response:
    newest = queries.newest_rules()
    return jsonify(rules_out(queries.rules_in_force(), newest.id if newest else 0))


@api_bp.put("/review-rules")
@access("review.set_rules")
@api.describe(
    _l("Set the rules for reviews that begin from now on, their texts in the language asked for"),
    body=RulesPutSchema,
    returns=RulesOut,
)
def set_review_rules() -> Response:
    values = RulesPutSchema().load(api.body())
    made = operations.set_rules(current_actor(), values, seen=values.get("version"))
    return jsonify(rules_out(made.rules, made.id))

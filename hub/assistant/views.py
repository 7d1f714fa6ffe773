"""The assistant for programs."""

from flask import Blueprint, Response, jsonify
from flask_babel import lazy_gettext as _l

from hub import api
from hub.assistant.queries import opinion_on
from hub.assistant.schemas import QuestionSchema, SuggestedTagsOut, answer
from hub.assistant.subject import Subject
from hub.auth.limits import per_account
from hub.guard import signed_in
from hub.security import csrf

api_bp = Blueprint("assistant_api", __name__, url_prefix=f"{api.PREFIX}/assistant")
csrf.exempt(api_bp)


@api_bp.post("/tags")
@signed_in
@per_account("60 per minute")
@api.describe(
    _l("Objectives, principles and goals that a text speaks of, with the words that led to them"),
    body=QuestionSchema,
    returns=SuggestedTagsOut,
)
def tags() -> Response:
    asked = QuestionSchema().load(api.body())
    subject = Subject(asked.get("title") or "", asked["text"], asked.get("language"))
    return jsonify(answer(opinion_on(subject)))

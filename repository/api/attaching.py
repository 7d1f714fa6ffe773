"""The documents of a practice for programs."""

from flask import Response, jsonify, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import UnsupportedMediaType

from hub import api
from hub.auth.actors import current_actor
from hub.files.operations import attach, take_off
from hub.files.schemas import FileOut, file_as_json
from hub.forms import Upload
from hub.guard import signed_in
from hub.security import limiter
from repository import queries
from repository.api.blueprint import api_bp
from repository.queries.attaching import document
from repository.schemas import PracticeOutForEditors, shown_to


@api_bp.post("/<slug>/documents")
@signed_in
@limiter.limit("30/minute")
@api.describe(
    _l("Attach a document of up to 25 MB; what it is, is found from its content"),
    upload="file",
    file="application/octet-stream",
    returns=FileOut,
    status=201,
)
def attach_document(slug: str) -> tuple[Response, int]:
    practice = queries.practice(current_actor(), slug)
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    return jsonify(file_as_json(attach(current_actor(), "practice.edit", practice, Upload().sent()))), 201


@api_bp.delete("/<slug>/documents/<public_id>")
@signed_in
@api.describe(_l("Take a document off a practice"), returns=PracticeOutForEditors)
def take_document_off(slug: str, public_id: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    take_off(current_actor(), "practice.edit", practice, document(practice, public_id))
    return jsonify(shown_to(current_actor(), practice))

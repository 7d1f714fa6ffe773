"""A practice as a Word document, there and back, for programs."""

from flask import Response, jsonify, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import UnsupportedMediaType

from hub import api
from hub.auth.actors import current_actor
from hub.forms import Upload
from hub.guard import signed_in
from hub.paper.packages import MAX_BYTES, WORD
from hub.policy import require
from hub.security import limiter
from repository import queries
from repository.api.blueprint import api_bp
from repository.exchange.documents import file_name, read_document, write_document
from repository.exchange.downloads import send_document
from repository.schemas import ProposalOut


@api_bp.get("/<slug>/document.docx")
@signed_in
@api.describe(
    _l("A practice that you write as a Word document, with the help for each field"), media=(WORD.media_type,)
)
def document_file(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.follow", practice)
    return send_document(write_document(practice), file_name(practice), WORD)


@api_bp.post("/<slug>/document")
@signed_in
@limiter.limit("20/minute")
@api.describe(
    _l("What an edited document would change. Nothing is saved: send the values that you want with PATCH"),
    upload="file",
    file=WORD.media_type,
    returns=ProposalOut,
)
def read(slug: str) -> Response:
    practice = queries.practice(current_actor(), slug)
    require(current_actor(), "practice.edit", practice)
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    name, content = Upload().read(MAX_BYTES)
    _filled, proposal = read_document(practice, content, name)
    return jsonify(ProposalOut().dump(proposal))

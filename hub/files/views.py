"""Downloads."""

from flask import Blueprint, Response, send_file
from sqlalchemy import select

from hub import kinds
from hub.auth.actors import current_actor
from hub.db import db
from hub.errors import NotFound
from hub.files.models import StoredFile
from hub.files.operations import path_of
from hub.guard import public
from hub.kinds import Ref
from hub.policy import opened

bp = Blueprint("files", __name__)


@bp.get("/files/<public_id>/<name>")
@public
def download(public_id: str, name: str) -> Response:
    """A file, for those who may open what it is attached to. Never shown inside the site, always saved."""
    stored = db.session.scalar(select(StoredFile).where(StoredFile.public_id == public_id))
    if stored is None:
        raise NotFound
    opened(current_actor(), kinds.resolve(Ref(stored.kind, stored.thing_id)))
    response = send_file(path_of(stored.digest), mimetype=stored.media_type, as_attachment=True,
                         download_name=stored.name, etag=stored.digest)  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

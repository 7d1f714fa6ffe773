"""Downloads."""

from flask import Blueprint, Response, send_file

from hub import kinds
from hub.auth.actors import GUEST, current_actor
from hub.db import Base
from hub.files import queries
from hub.files.quotas import MAX_BYTES, MAX_FILES, MAX_TOTAL, megabytes, room_for
from hub.files.storing import path_of
from hub.guard import public
from hub.policy import can

bp = Blueprint("files", __name__)


@bp.app_context_processor
def room() -> dict[str, object]:
    """What `files/_field.html` says near a form."""
    return {"room_on": lambda thing: room_for(current_actor(), thing), "megabytes": megabytes,
            "files_limits": {"files": MAX_FILES, "size": MAX_TOTAL, "file": MAX_BYTES}}  # fmt: skip


@bp.get("/files/<public_id>/<name>")
@public
def download(public_id: str, name: str) -> Response:
    """A file, for those who may open what it is attached to. Never shown inside the site, always saved."""
    stored, thing = queries.download(current_actor(), public_id)
    response = send_file(path_of(stored.digest), mimetype=stored.media_type, as_attachment=True,
                         download_name=stored.name, etag=stored.digest)  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, no-cache" if _is_public(thing) else "private, no-store"
    return response


def _is_public(thing: Base) -> bool:
    kind = kinds.of(thing)
    return kind is not None and can(GUEST, kind.permission, thing)

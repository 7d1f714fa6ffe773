"""Attaching files and taking them off."""

import hashlib
import re
from pathlib import Path

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from hub import audit, freshness, kinds
from hub.atomic import replacing
from hub.db import Base, db, public_id, transactional
from hub.errors import Invalid
from hub.files.detection import detect
from hub.files.models import StoredFile
from hub.policy import Actor, require

MAX_BYTES = 25 * 1024 * 1024
MAX_FILES = 20


@transactional
def attach(actor: Actor, permission: str, thing: Base, upload: FileStorage) -> StoredFile:
    """Store an upload on a thing. Raises Invalid for what the hub does not take."""
    require(actor, permission, thing)
    kind = kinds.of(thing)
    assert kind is not None, "files belong to things of a kind"
    name, content = clean_name(upload.filename or ""), upload.stream.read(MAX_BYTES + 1)
    if not content or len(content) > MAX_BYTES:
        raise Invalid({"file": [_("Choose a file that is not empty and has at most 25 MB.")]})
    if len(files_of(kind.name, thing.id)) >= MAX_FILES:
        raise Invalid({"file": [_full()]})
    stored = StoredFile(public_id=public_id(), kind=kind.name, thing_id=thing.id, name=name, size=len(content),
                        media_type=detect(name, content), digest=_write(content), uploader_id=actor.id)  # fmt: skip
    db.session.add(stored)
    audit.record(actor, f"{kind.name}.attach", thing, name=name)
    return stored


def _full() -> str:
    return ngettext(
        "There is %(num)d document already. Remove it first.",
        "There are %(num)d documents already. Remove one first.",
        MAX_FILES,
    )


@transactional
def take_off(actor: Actor, permission: str, thing: Base, stored: StoredFile) -> None:
    """Take a file off a thing; its bytes go when nothing else has the same."""
    require(actor, permission, thing)
    digest = stored.digest
    db.session.delete(stored)
    db.session.flush()
    freshness.mark(db.session())
    audit.record(actor, f"{stored.kind}.take_off", thing, name=stored.name)
    if not db.session.scalar(select(func.count()).select_from(StoredFile).where(StoredFile.digest == digest)):
        path_of(digest).unlink(missing_ok=True)


def files_of(kind: str, thing_id: int) -> list[StoredFile]:
    """The files on a thing, in the order in which they came."""
    query = select(StoredFile).where(StoredFile.kind == kind, StoredFile.thing_id == thing_id)
    return list(db.session.scalars(query.order_by(StoredFile.id)))


FILE_AS_JSON = {
    "type": "object", "required": ["name", "media_type", "size", "url"],
    "properties": {"name": {"type": "string"}, "media_type": {"type": "string"},
                   "size": {"type": "integer", "description": "In bytes."}, "url": {"type": "string", "format": "uri"}},
}  # fmt: skip
"""The JSON Schema of a file as the API shows it."""


def file_as_json(stored: StoredFile) -> dict[str, object]:
    """A file as the API shows it."""
    url = url_for("files.download", public_id=stored.public_id, name=stored.name, _external=True)
    return {"name": stored.name, "media_type": stored.media_type, "size": stored.size, "url": url}


def clean_name(name: str) -> str:
    """The last part of a name, without anything that a file system or a header could take amiss."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\"<>|:*?\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")[-150:] or "file"


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    folder: Path = current_app.config["HUB_DATA_DIR"] / "files" / digest[:2]
    return folder / digest


def _write(content: bytes) -> str:
    """Store bytes under their digest; complete or not at all."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(content)
    return digest

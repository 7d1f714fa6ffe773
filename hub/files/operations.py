"""Attaching files and taking them off."""

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from hub import audit, freshness, kinds
from hub.db import Base, db, public_id, transactional
from hub.errors import Invalid
from hub.files.models import StoredFile
from hub.files.quotas import room_for, spend
from hub.files.storing import UNFINISHED, digest_of, keep, sweep_later
from hub.files.taking import Looked, look_at
from hub.policy import Actor, require


def attach(actor: Actor, permission: str, thing: Base, upload: FileStorage) -> StoredFile:
    """Store an upload on a thing. Raises Invalid for what the hub does not take, and where there is no room for it."""
    require(actor, permission, thing)
    room_for(actor, thing).require(0)
    looked = look_at(upload)  # before the transaction, which others would have to wait for
    room_for(actor, thing).require(looked.size)
    digest = digest_of(looked.stream)
    _forget_unless_attached(digest)
    keep(looked.stream, digest)
    return _attach(actor, permission, thing, looked, digest)


@transactional
def _forget_unless_attached(digest: str) -> None:
    """Plan this before the bytes are kept: whoever is refused or killed after that leaves none for ever."""
    sweep_later(digest, UNFINISHED)


@transactional
def _attach(actor: Actor, permission: str, thing: Base, looked: Looked, digest: str) -> StoredFile:
    require(actor, permission, thing)
    db.session.execute(select(type(thing).id).where(type(thing).id == thing.id).with_for_update())  # one after another
    room_for(actor, thing).require(looked.size)
    kind = kinds.of(thing)
    assert kind is not None, "files belong to things of a kind"
    _refuse_twice(kind.name, thing, looked.name, digest)
    stored = StoredFile(public_id=public_id(), kind=kind.name, thing_id=thing.id, name=looked.name, size=looked.size,
                        media_type=looked.media_type, digest=digest, uploader_id=actor.id)  # fmt: skip
    db.session.add(stored)
    spend(actor, looked.size)
    audit.record(actor, f"{kind.name}.attach", thing, name=stored.name)
    return stored


def _refuse_twice(kind: str, thing: Base, name: str, digest: str) -> None:
    same = select(StoredFile.id).filter_by(kind=kind, thing_id=thing.id, name=name, digest=digest)
    if db.session.scalar(same.limit(1)) is not None:
        raise Invalid({"file": [_("“%(name)s” is attached already.", name=name)]})


@transactional
def take_off(actor: Actor, permission: str, thing: Base, stored: StoredFile) -> None:
    """Take a file off a thing; its bytes go when nothing else has the same."""
    require(actor, permission, thing)
    db.session.delete(stored)
    db.session.flush()
    freshness.mark(db.session())
    audit.record(actor, f"{stored.kind}.take_off", thing, name=stored.name)
    sweep_later(stored.digest)

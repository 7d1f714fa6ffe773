"""Reading files."""

from sqlalchemy import select

from hub import kinds
from hub.db import Base, db
from hub.errors import NotFound
from hub.files.models import StoredFile
from hub.kinds import Ref
from hub.policy import Actor, opened


def download(actor: Actor, public_id: str) -> tuple[StoredFile, Base]:
    """A file and the thing that it is attached to, if the actor may open that. Raises NotFound."""
    stored = db.session.scalar(select(StoredFile).where(StoredFile.public_id == public_id))
    if stored is None:
        raise NotFound
    return stored, opened(actor, kinds.resolve(Ref(stored.kind, stored.thing_id)))

"""Publishing what the secretariat writes for everybody, or taking it out of sight."""

from hub.errors import Conflict
from repository.models.shown import DRAFT, PUBLISHED, Shown


def put(thing: Shown, *, shown: bool) -> str:
    """Let everybody read a thing, or the secretariat alone; the name of the deed, for the audit log.

    Raises Conflict where it is so already. Part of the running transaction.
    """
    if thing.is_public == shown:
        raise Conflict
    thing.status = PUBLISHED if shown else DRAFT
    return "publish" if shown else "withdraw"

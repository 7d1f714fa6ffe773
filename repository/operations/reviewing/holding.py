"""Holding a practice still, so that a decision and what it rests on cannot pass each other."""

from hub.db import db
from repository.models import Practice


def hold(practice: Practice) -> None:
    """Read the state of a practice afresh, and let nobody else decide, invite or review until the transaction ends.

    Of reviews that come in at once, the last one sees the others, and tells that all are in. SQLite lets one write
    at a time anyway.
    """
    # The version has to come along: the mapper compares it with that of the row.
    db.session.refresh(practice, ["status", "round", "version"], with_for_update=True)

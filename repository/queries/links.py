"""What the hub knows of the links in a practice. Others may hold the same links, and nothing tells who does."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import String, cast, func, select

from hub import audit
from hub.audit import AuditEntry
from hub.db import db
from repository.models import LinkCheck, Practice
from repository.models.link import digest_of


class Look(NamedTuple):
    """What became of a link. The day stays unsaid before the practice is public: another draft may have had a look."""

    outcome: str
    checked_at: datetime | None


def link_checks(practice: Practice) -> list[tuple[dict[str, Any], Look | None]]:
    """The links of a practice, each with what the hub has found since it stands there."""
    digests = [digest_of(link["url"]) for link in practice.links]
    if not digests:
        return []
    query = select(LinkCheck).where(LinkCheck.url_digest.in_(digests), LinkCheck.checked_at >= held_since(practice))
    known = {
        check.url_digest: Look(check.outcome, check.checked_at if practice.is_public else None)
        for check in db.session.scalars(query)
    }
    return [(link, known.get(digest)) for link, digest in zip(practice.links, digests, strict=True)]


def held_since(practice: Practice) -> datetime:
    """When the links of a practice were last changed, as far as the audit log knows; a deed taken back may have."""
    changed = (AuditEntry.action == "undo") | cast(AuditEntry.data, String).contains('"links"')
    last = select(func.max(AuditEntry.at)).where(audit.done_to(practice), changed)
    return db.session.scalar(last) or practice.created_at

"""What was: earlier addresses of a practice, and practices that were withdrawn."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hub.audit import AuditEntry, history
from hub.db import db
from hub.errors import Gone, NotFound
from hub.i18n import iso
from hub.policy import Actor, can
from repository.models import Practice, PracticeAddress


class Moved(NotFound):
    """The practice has another address now: `slug`."""

    def __init__(self, slug: str) -> None:
        super().__init__()
        self.slug = slug


class Withdrawn(Gone):
    """The practice was public. Its title and the reason stay, so that whoever cited it knows; its text does not."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(_reason(practice))
        self.practice = practice

    @property
    def at(self) -> datetime | None:
        return self.practice.status_since

    def members(self) -> dict[str, Any]:
        return {"withdrawn": {"title": self.practice.title, "at": iso(self.at) if self.at else None}}


def opened_or_told(actor: Actor, found: Practice | None, slug: str) -> Practice:
    """The practice that was found at an address, if the actor may open it. Raises NotFound, Moved or Withdrawn."""
    if found is None:
        raise _moved(actor, slug)
    if can(actor, "practice.view", found):
        return found
    raise Withdrawn(found) if is_withdrawn(found) else NotFound()


def was_at(practice: Practice, slug: str) -> bool:
    """Whether a practice that the actor has opened stands at an address, or once stood there."""
    query = select(PracticeAddress.id).where(PracticeAddress.practice_id == practice.id, PracticeAddress.slug == slug)
    return slug == practice.slug or db.session.scalar(query) is not None


def is_withdrawn(practice: Practice) -> bool:
    """Whether it was public and is no more."""
    return practice.status == "archived" and practice.published_at is not None


def _moved(actor: Actor, slug: str) -> NotFound:
    query = select(Practice).join(PracticeAddress, PracticeAddress.practice_id == Practice.id)
    found = db.session.scalar(query.where(PracticeAddress.slug == slug))
    if found is not None and (can(actor, "practice.view", found) or is_withdrawn(found)):
        return Moved(found.slug)
    return NotFound()


def _reason(practice: Practice) -> str:
    """Why it was withdrawn, in the words of the secretariat."""
    archived = history(practice, AuditEntry.action == "practice.archive")
    return str(archived[-1].data.get("comment", "")) if archived else ""

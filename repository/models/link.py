"""Whether the links in practices answer."""

import hashlib
from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base

ANSWERED, UNREACHABLE, NOT_FOLLOWED = "answered", "unreachable", "not_followed"


class LinkCheck(Base):
    """What became of a web address when the hub last looked: for those who write, and for the secretariat.

    There is no row for an address of which nothing is known, as in a network that reaches nothing outside.
    """

    __tablename__ = "link_check"

    url_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Stands for the address, which may be too long for an index."""
    url: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    checked_at: Mapped[datetime]
    heard_at: Mapped[datetime | None] = mapped_column(index=True)
    """When somebody last answered there, if only to say that there is nothing."""
    failures: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(index=True)
    """When to look again, while a public practice holds the link."""


def digest_of(url: str) -> str:
    """By what a check is found."""
    return hashlib.sha256(url.encode()).hexdigest()

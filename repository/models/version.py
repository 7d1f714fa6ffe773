"""What a practice said at a moment that counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.db import Base
from repository.models.practice import Practice

SUBMITTED, PUBLISHED = "submitted", "published"


class PracticeVersion(Base):
    """The text as it was submitted (for authors, reviewers and the secretariat), or published (for everybody).

    `number` counts from 1 within each of the two. `content` is what `PracticeSchema` dumps, without the contact
    person: that is in no version, so no version can tell it.
    """

    __tablename__ = "practice_version"
    __table_args__ = (UniqueConstraint("practice_id", "kind", "number"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    round: Mapped[int]
    """The review round that was to come when it was submitted."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    """What is new in it, in the words of whoever published it."""

    practice: Mapped[Practice] = relationship(back_populates="versions")

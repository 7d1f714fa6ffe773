"""A public practice that is written anew while its public text stays."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped
from repository.models.practice import Practice

_OPEN = text("status IN ('writing', 'returned', 'submitted')")


class PracticeUpdate(Timestamped, Base):
    """A working copy of the text of a practice; a practice has one open update at most.

    `content` is what `PracticeSchema` dumps, contact person included, so only authors and the secretariat read it.
    `base` is the same of the public text that it was begun from: what has changed there since is to be looked at.
    """

    __tablename__ = "practice_update"
    __table_args__ = (
        Index("uq_practice_update_open", "practice_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_practice_update_status", "status", "status_since"),
    )

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who began it."""
    status: Mapped[str] = mapped_column(String(10), default="writing")
    status_since: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    """What is new, as readers will see it beside the version."""
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was returned, for the authors."""
    version: Mapped[int] = mapped_column(default=1)

    practice: Mapped[Practice] = relationship()
    author: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

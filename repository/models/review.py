"""One reviewer's part in the review of a practice."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped
from repository.models.practice import Practice


class Review(Timestamped, Base):
    """A review, from the invitation on.

    `state`: invited → declared (no conflict of interest) → submitted; or conflicted, declined, by the reviewer.
    `is_un` is fixed at the invitation. `scores` maps each criterion to {"score": 1–5, "comment": …}.
    """

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("practice_id", "reviewer_id", "round"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    round: Mapped[int]
    is_un: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20), default="invited")
    due_at: Mapped[datetime]
    conflict: Mapped[str | None] = mapped_column(Text)
    declared_at: Mapped[datetime | None]
    scores: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recommendation: Mapped[str | None] = mapped_column(String(20))
    comment: Mapped[str | None] = mapped_column(Text)
    """Meant for the submitter."""
    private_note: Mapped[str | None] = mapped_column(Text)
    """Meant for the secretariat alone."""
    submitted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    practice: Mapped[Practice] = relationship(back_populates="reviews")
    reviewer: Mapped[User] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}

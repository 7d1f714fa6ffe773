"""Who writes a practice together with its submitter."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped
from repository.models.practice import Practice


class PracticeAuthor(Timestamped, Base):
    """A co-author, from the invitation on. They may write once they have accepted: only then `user_id` is set.

    The invitation goes to an e-mail address; `token_digest` recognizes the link in it.
    """

    __tablename__ = "practice_author"
    __table_args__ = (UniqueConstraint("practice_id", "email"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    token_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    accepted_at: Mapped[datetime | None]

    practice: Mapped[Practice] = relationship(back_populates="authors")
    user: Mapped[User | None] = relationship(lazy="joined")

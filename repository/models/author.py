"""Who writes a practice together with its submitter."""

from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import URLSafeSerializer
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.auth.models import User
from hub.db import Base, Timestamped
from repository.models.practice import Practice

OPEN_FOR = timedelta(days=30)
"""How long an invitation can be answered."""


class PracticeAuthor(Timestamped, Base):
    """A co-author, from the invitation on. They may write once they have accepted: only then `user_id` is set.

    The invitation goes to an e-mail address; `token_digest` is what makes the links in it good, until it is answered.
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

    @property
    def is_open(self) -> bool:
        """Whether the invitation can still be answered."""
        return self.token_digest is not None and self.updated_at + OPEN_FOR > clock.now()

    @property
    def link_token(self) -> str:
        """The end of the link that opens the invitation: a secret of whoever reads mail at the address."""
        return str(invitation_signer().dumps([self.id, self.token_digest]))


def invitation_signer() -> URLSafeSerializer:
    """Signs the links to invitations."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="write a practice together")

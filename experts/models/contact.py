"""Conversations between members and experts, which the hub relays so that no address is shown."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from experts.models.expert import Expert
from hub import clock
from hub.auth.models import User
from hub.db import Base


class Message(Base):
    """One message of a conversation, plain text."""

    __tablename__ = "expert_message"

    contact_id: Mapped[int] = mapped_column(ForeignKey("expert_contact.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    author: Mapped[User] = relationship(lazy="joined")


class Contact(Base):
    """A member's conversation with an expert.

    `turn` says for whom it waits: "expert", "sender", or nobody ("closed"). A report opens it to
    the secretariat.
    """

    __tablename__ = "expert_contact"
    __table_args__ = (
        Index("ix_expert_contact_expert", "expert_id", "turn"),
        Index("ix_expert_contact_sender", "sender_id", "turn"),
    )

    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(150))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    turn: Mapped[str] = mapped_column(String(10), default="expert")
    turn_since: Mapped[datetime] = mapped_column(default=clock.now)
    reported_at: Mapped[datetime | None] = mapped_column(index=True)
    report_settled_at: Mapped[datetime | None]
    report_reason: Mapped[str | None] = mapped_column(Text)
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    expert: Mapped[Expert] = relationship(lazy="joined")
    sender: Mapped[User] = relationship(foreign_keys=[sender_id], lazy="joined")
    reported_by: Mapped[User | None] = relationship(foreign_keys=[reported_by_id])
    messages: Mapped[list[Message]] = relationship(
        order_by=Message.id, cascade="all, delete-orphan", passive_deletes=True
    )

    def other_name(self, actor_id: int | None) -> str:
        """The name of the other side."""
        return self.expert.name if actor_id == self.sender_id else self.sender.name

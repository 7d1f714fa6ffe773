"""Posts and their earlier versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discussions.models.space import Space
from discussions.models.thread import Thread
from hub import clock
from hub.auth.models import User
from hub.db import Base

PER_PAGE = 20


class Post(Base):
    """A contribution to a thread.

    Its `number` in the thread never changes, and pages are ranges of numbers: a link stays right, and the
    last page of a long thread costs as little as the first. `reason` is what a moderator said when hiding or
    rejecting it; `published_at` is when others could first read it.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        Index("ix_post_author", "author_id", "space_id", "state"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    quoted_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    state: Mapped[str] = mapped_column(String(10), default="visible")
    reason: Mapped[str | None] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    edited_at: Mapped[datetime | None]
    thread: Mapped[Thread] = relationship()
    space: Mapped[Space] = relationship()
    author: Mapped[User] = relationship()

    @property
    def page(self) -> int:
        """The page of its thread that it stands on."""
        return (self.number - 1) // PER_PAGE + 1


class PostRevision(Base):
    """A version of a post before an edit. `public`: others could read it, so they still may.

    Text that never appeared, or was held when its author took it out, stays between author and moderators.
    """

    __tablename__ = "post_revision"
    __table_args__ = (UniqueConstraint("post_id", "version"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    version: Mapped[int]
    body_html: Mapped[str] = mapped_column(Text)
    public: Mapped[bool]
    written_at: Mapped[datetime]

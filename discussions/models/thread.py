"""Threads, some of them consultations."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discussions.models.space import Space
from hub import clock
from hub.auth.models import User
from hub.db import Base, Timestamped
from hub.kinds import Ref
from hub.taxonomy.tags import CodeList, Tagged


class Thread(Timestamped, Tagged, Base):
    """A discussion within a space.

    `last_number` is the number of its newest post, in whatever state; `post_count` counts what everybody in
    the space sees, and a thread without such posts exists only for its author and the moderators.
    """

    __tablename__ = "thread"
    __table_args__ = (
        UniqueConstraint("space_id", "slug"),
        Index("ix_thread_list", "space_id", "pinned", "last_post_at"),
        Index("ix_thread_title", "space_id", "title"),
        Index("ix_thread_about", "about_kind", "about_id"),
    )

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    pinned: Mapped[bool] = mapped_column(default=False)
    locked: Mapped[bool] = mapped_column(default=False)
    last_number: Mapped[int] = mapped_column(default=0)
    post_count: Mapped[int] = mapped_column(default=0)
    last_post_at: Mapped[datetime] = mapped_column(default=clock.now)
    about_kind: Mapped[str | None] = mapped_column(String(40))
    about_id: Mapped[int | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    feeds: Mapped[str | None] = mapped_column(String(300))
    space: Mapped[Space] = relationship()
    author: Mapped[User] = relationship()

    objectives = CodeList("objectives")

    @property
    def about(self) -> Ref | None:
        """What the thread discusses, such as a practice."""
        return Ref(self.about_kind, self.about_id) if self.about_kind and self.about_id else None

    @property
    def is_consultation(self) -> bool:
        return bool(self.opens_at or self.closes_at or self.questions or self.feeds)

    @property
    def status(self) -> str:
        """`waiting` for its moderator, `locked`, `upcoming`, `closed` or `open`."""
        now = clock.now()
        if not self.post_count:
            return "waiting"
        if self.locked:
            return "locked"
        if self.opens_at and now < self.opens_at:
            return "upcoming"
        return "closed" if self.closes_at and now > self.closes_at else "open"

"""Spaces, and who has a part in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped
from hub.kinds import Ref
from hub.taxonomy.tags import CodeList, Tagged

MODERATOR, MEMBER = "moderator", "member"


class Space(Timestamped, Tagged, Base):
    """A place for discussions on a topic. The counters count what all its readers see."""

    __tablename__ = "space"

    slug: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(Text)
    access: Mapped[str] = mapped_column(String(10), default="public", index=True)
    moderation: Mapped[str] = mapped_column(String(10), default="open")
    thread_count: Mapped[int] = mapped_column(default=0)
    post_count: Mapped[int] = mapped_column(default=0)
    last_post_at: Mapped[datetime | None]
    people: Mapped[list["SpaceRole"]] = relationship(back_populates="space", cascade="all, delete-orphan")

    languages = CodeList("languages")
    objectives = CodeList("objectives")

    @property
    def ref(self) -> Ref:
        return Ref("space", self.id)


class SpaceRole(Base):
    """Somebody's part in a space: moderator, or invited member of a private one.

    Moderators of a space invite by address and must not learn from it who has an account: an address without
    one is kept in the same way, with no user behind it.
    """

    __tablename__ = "space_role"
    __table_args__ = (UniqueConstraint("space_id", "email"), Index("ix_space_role_user", "user_id", "role"))

    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(320))
    role: Mapped[str] = mapped_column(String(10))
    space: Mapped[Space] = relationship(back_populates="people")
    user: Mapped[User | None] = relationship(lazy="joined")

"""The tables of moderation. Private notes of moderators stand in the audit log, never here."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.auth.models import User
from hub.db import Base
from hub.kinds import Ref

_OPEN = text("decided_at IS NULL")


class QueueItem(Base):
    """Something that waits for a decision, or waited: `decided_at` says when somebody decided."""

    __tablename__ = "moderation_item"
    __table_args__ = (
        Index(
            "uq_moderation_item_open",
            "kind",
            "thing_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_moderation_item_scope", "scope_kind", "scope_id", "decided_at", "since"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    scope_kind: Mapped[str] = mapped_column(String(40))
    scope_id: Mapped[int]
    why: Mapped[str] = mapped_column(String(30))
    since: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decision: Mapped[str | None] = mapped_column(String(30))
    decided_by: Mapped[User | None] = relationship()

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.thing_id)


class Flag(Base):
    """A member's report of a thing. `resolved_at` says when a moderator looked at it."""

    __tablename__ = "moderation_flag"
    __table_args__ = (UniqueConstraint("kind", "thing_id", "user_id"),)

    kind: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(30))
    text: Mapped[str | None] = mapped_column(String(1000))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    resolved_at: Mapped[datetime | None]


class LogEntry(Base):
    """One line of the public log: what was done, where, when and why, but not to whom and by whom."""

    __tablename__ = "moderation_entry"
    __table_args__ = (Index("ix_moderation_entry_scope", "scope_kind", "scope_id", "id"),)

    at: Mapped[datetime] = mapped_column(default=clock.now)
    scope_kind: Mapped[str] = mapped_column(String(40))
    scope_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(String(30))


class AppendOnlyError(RuntimeError):
    """Somebody tried to change the public log."""


@event.listens_for(LogEntry, "before_update")
@event.listens_for(LogEntry, "before_delete")
def _refuse(_mapper: Any, _connection: Any, entry: LogEntry) -> None:
    raise AppendOnlyError("the moderation log is only ever added to")

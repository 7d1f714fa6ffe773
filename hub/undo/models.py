"""The table of deeds that can be taken back."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.audit import AuditEntry
from hub.db import Base

GRACE = timedelta(hours=24)
"""How long a deed can be taken back."""
KEPT = timedelta(days=7)
"""How long after that the hub still says that it is too late; then the way back is forgotten."""


class WayBack(Base):
    """How a deed of the audit log is taken back: the rows that it changed, and whom it told.

    `changes` is a list of {"table", "id", "before", "after"}, see `hub.undo.rows.Change`.
    """

    __tablename__ = "way_back"

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    permission: Mapped[str] = mapped_column(String(60))
    """What somebody must hold to take the deed back."""
    apart: Mapped[bool] = mapped_column(default=False)
    """Whether the deed stands beside what else happens to the thing: neither is in the way of the other."""
    until: Mapped[datetime] = mapped_column(index=True)
    """When the time for it is over, or when it was taken back."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    told: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The ids of the notifications that the deed sent."""
    entry: Mapped[AuditEntry] = relationship(lazy="joined")

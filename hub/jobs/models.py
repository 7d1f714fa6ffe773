"""The table of work to be done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hub import clock
from hub.db import Base


class Job(Base):
    """One piece of work. It is deleted when done; `failed_at` marks one that was given up."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "failed_at", "run_at", "id"),)

    name: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    run_at: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(80))
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)

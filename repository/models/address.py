"""Addresses that practices had."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base


class PracticeAddress(Base):
    """A name in the address of a practice that has another one now: it leads there, and nobody else gets it."""

    __tablename__ = "practice_address"

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)

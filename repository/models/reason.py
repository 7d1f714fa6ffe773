"""Prepared texts for decisions, where the secretariat changed ours or wrote its own."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, Timestamped


class CannedReason(Timestamped, Base):
    """A text that the secretariat often gives as a reason. One with the key of one of ours stands in its place.

    `texts` maps languages to {"label": …, "text": …}. A hidden one is not offered.
    """

    __tablename__ = "canned_reason"

    key: Mapped[str] = mapped_column(String(40), unique=True)
    decision: Mapped[str] = mapped_column(String(30))
    """The name of the step that it is a reason for."""
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    hidden: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

"""A call for practices on a theme."""

from datetime import datetime

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hub import clock
from hub.db import Base, Timestamped
from hub.taxonomy.tags import CodeList, Tagged
from repository.models.shown import Shown

CALL_TEXTS = ("rationale", "sought")


class Call(Shown, Tagged, Timestamped, Base):
    """What the secretariat asks for, and until when; practices point at the call that they answer.

    `status` says whether it is shown, `state` what time makes of it.
    """

    __tablename__ = "practice_call"
    __table_args__ = (Index("ix_practice_call_open", "status", "closes_at"),)

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    rationale: Mapped[str] = mapped_column(Text)
    sought: Mapped[str] = mapped_column(Text)
    html: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    """The last second in which an answer may be submitted."""
    time_zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone that its days are meant in."""
    takes_late: Mapped[bool] = mapped_column(default=False)
    """Whether the secretariat also takes answers after the deadline."""
    reminded_for: Mapped[datetime | None]
    """The deadline that drafters were reminded of."""
    version: Mapped[int] = mapped_column(default=1)

    objectives = CodeList("objective")
    countries = CodeList("country")
    regions = CodeList("region")
    languages = CodeList("language")

    __mapper_args__ = {"version_id_col": version}

    @property
    def state(self) -> str:
        """planned, open or closed."""
        now = clock.now()
        return "planned" if now < self.opens_at else "open" if now <= self.closes_at else "closed"

    @property
    def takes_answers(self) -> bool:
        """Whether a practice can be submitted in answer to it now."""
        return self.is_public and (self.state == "open" or (self.state == "closed" and self.takes_late))

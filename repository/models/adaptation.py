"""That somebody reused a practice: where, what they changed, what came of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from hub.auth.models import User
from hub.db import Base, Timestamped
from hub.taxonomy.tags import CodeList, Tagged
from repository.models.practice import Practice

CHECKED = "public"


class Adaptation(Tagged, Timestamped, Base):
    """A practice as somebody else carried it out. It is public once the secretariat has checked it.

    `retold` is the practice on the hub that tells it at length, where there is one: so adaptations form a chain.
    """

    __tablename__ = "adaptation"
    __table_args__ = (Index("ix_adaptation_status", "status", "status_since"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"), index=True)
    retold_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id", ondelete="SET NULL"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    status: Mapped[str] = mapped_column(String(10), default="submitted")
    status_since: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was declined, for its author."""
    version: Mapped[int] = mapped_column(default=1)

    organization: Mapped[str] = mapped_column(String(200))
    city: Mapped[str | None] = mapped_column(String(200))
    start_year: Mapped[int]
    changed: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(2000))
    language: Mapped[str] = mapped_column(String(2))

    countries = CodeList("country")

    practice: Mapped[Practice] = relationship(foreign_keys=practice_id, back_populates="adaptations")
    retold: Mapped[Practice | None] = relationship(foreign_keys=retold_id)
    author: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


Practice.adaptation_count = column_property(
    select(func.count(Adaptation.id))
    .where(Adaptation.practice_id == Practice.id, Adaptation.status == CHECKED)
    .correlate_except(Adaptation)
    .scalar_subquery(),
    deferred=True,
)

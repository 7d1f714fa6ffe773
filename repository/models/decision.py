"""What the authors of a practice are told: points to change, with their answers, and letters."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hub import clock
from hub.db import Base


class PracticePoint(Base):
    """Something that the secretariat asked the authors to change at the end of a review round, and their answer.

    `field` names the field of the practice that it is about. `done` is None until it is answered. A point that was
    made from a comment alone needs no answer.
    """

    __tablename__ = "practice_point"
    __table_args__ = (Index("ix_practice_point_round", "practice_id", "round", "number"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    round: Mapped[int]
    number: Mapped[int]
    field: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    needs_answer: Mapped[bool] = mapped_column(default=True)
    done: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Whether the practice cannot be submitted again before it is answered."""
        return self.needs_answer and self.done is None


class DecisionLetter(Base):
    """What the secretariat wrote to the authors when it approved, declined or asked for changes. It names nobody.

    `number` counts from 1 within a practice; `decision` is the state that the practice came to.
    """

    __tablename__ = "decision_letter"
    __table_args__ = (UniqueConstraint("practice_id", "number"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    number: Mapped[int]
    round: Mapped[int]
    decision: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)

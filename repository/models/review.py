"""One reviewer's part in the review of a practice."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.auth.models import User
from hub.db import Base, Timestamped
from repository.models.practice import Practice
from repository.models.rules import DEFAULT, ReviewRules, Rules
from repository.workflow import STATES_WITH_REVIEWERS

PLANNED, INVITED, DECLARED, SUBMITTED = "planned", "invited", "declared", "submitted"
CONFLICTED, DECLINED, EXPIRED = "conflicted", "declined", "expired"
COUNTING = (PLANNED, INVITED, DECLARED, SUBMITTED)
"""The states in which a review is there or may still come."""
ACCEPTED = (DECLARED, SUBMITTED)
"""The states in which its reviewer has declared to have no interest in the practice."""
OPEN = (INVITED, DECLARED)
"""The states in which a review waits for its reviewer."""
WITHDRAWABLE = (PLANNED, *OPEN)
"""The states in which the secretariat can take the invitation back; what a reviewer has answered stays on record."""


class Review(Timestamped, Base):
    """A review, from the invitation on.

    `state`: invited → declared (accepted, no conflict of interest) → submitted; or conflicted or declined, by the
    reviewer; or expired, by time. Before that, planned: who reviewed the round before is invited to the next one when
    it begins. `is_un` is fixed then. `scores` maps the key of each criterion of `rules` to {"score": …, "comment": …}.
    """

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("practice_id", "reviewer_id", "round"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    round: Mapped[int]
    is_un: Mapped[bool]
    rules_id: Mapped[int | None] = mapped_column(ForeignKey("review_rules.id"))
    """The rules that say what is asked; a review keeps what it was asked. None: `repository.models.rules.DEFAULT`."""
    state: Mapped[str] = mapped_column(String(20), default=INVITED)
    answer_by: Mapped[datetime | None]
    """Until when the invitation holds."""
    due_at: Mapped[datetime]
    conflict: Mapped[str | None] = mapped_column(Text)
    declared_at: Mapped[datetime | None]
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Why the reviewer refused, for the secretariat alone: {"reason", "comment", "suggestion"}."""
    scores: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recommendation: Mapped[str | None] = mapped_column(String(20))
    comment: Mapped[str | None] = mapped_column(Text)
    """Meant for the submitter."""
    private_note: Mapped[str | None] = mapped_column(Text)
    """Meant for the secretariat alone."""
    named: Mapped[bool | None]
    """Whether the reviewer agrees to be named to the submitter; None where nobody has asked."""
    submitted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    practice: Mapped[Practice] = relationship(back_populates="reviews")
    reviewer: Mapped[User] = relationship(lazy="joined")
    kept_rules: Mapped[ReviewRules | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def rules(self) -> Rules:
        """What this review was asked, and who may see whom."""
        return self.kept_rules.rules if self.kept_rules else DEFAULT

    @property
    def name_for_submitter(self) -> str | None:
        """The reviewer's name, where the rules and the reviewer allow it."""
        return self.reviewer.name if self.named and self.rules.naming_allowed else None

    @property
    def deadline(self) -> datetime:
        """What the reviewer has to keep now: that of the answer, then that of the review."""
        return self.answer_by if self.state == INVITED and self.answer_by else self.due_at

    @property
    def is_withdrawable(self) -> bool:
        return self.state in WITHDRAWABLE

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.deadline < clock.now()

    @property
    def is_in_hand(self) -> bool:
        """Whether its reviewer has something to do now: it is open, of the present round, and still asked for."""
        return self.state in OPEN and self.is_current and self.practice.status in STATES_WITH_REVIEWERS

    @property
    def is_current(self) -> bool:
        """Whether it belongs to the present round."""
        return self.round == self.practice.round


def in_drawn_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in the order in which submitters read them: drawn by lot, anew for each round.

    It stays the same from page to page, and tells nothing of names, accounts, or who was invited or ready first.
    """
    return sorted(reviews, key=lambda review: (review.round, _lot(review)))


def _lot(review: Review) -> bytes:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"lot of review {review.id}".encode(), hashlib.sha256).digest()

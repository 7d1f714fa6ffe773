"""The profile of an expert."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub import clock
from hub.auth.models import User
from hub.db import Base, Timestamped
from hub.taxonomy.tags import CodeList, Tagged


class Expert(Tagged, Timestamped, Base):
    """One person's profile. `status` is what was last decided; `state` is what holds now.

    `user_id` is empty for an imported profile until its owner takes it over; `email` is for relaying only.
    `biography_html` is the rendered text.
    """

    __tablename__ = "expert"
    __table_args__ = (
        Index("ix_expert_by_name", "status", "visibility", "sort_name"),
        Index("ix_expert_by_age", "status", "visibility", "verified_at"),
        Index("ix_expert_expiry", "status", "expires_at"),
    )

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    version: Mapped[int] = mapped_column(default=1)

    name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    headline: Mapped[str | None] = mapped_column(String(160))
    organization: Mapped[str | None] = mapped_column(String(200))
    position: Mapped[str | None] = mapped_column(String(200))
    biography: Mapped[str | None] = mapped_column(Text)
    biography_html: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str | None] = mapped_column(String(3))
    """The language that the profile is written in."""
    country: Mapped[str | None] = mapped_column(String(2))
    language_levels: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    years_of_experience: Mapped[int | None]
    orcid: Mapped[str | None] = mapped_column(String(19))
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    publications: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_un: Mapped[bool] = mapped_column(default=False)
    reviewer: Mapped[bool] = mapped_column(default=False)
    gender: Mapped[str | None] = mapped_column(String(10))
    """Self-declared, for looking at balance; only its owner and the secretariat ever see it."""

    visibility: Mapped[str] = mapped_column(String(10), default="members")
    availability: Mapped[str] = mapped_column(String(12), default="available")
    available_until: Mapped[date | None] = mapped_column(Date)
    """The last day on which `availability` holds, as far as the expert can tell."""

    status: Mapped[str] = mapped_column(String(12), default="draft")
    status_since: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was declined or suspended, in the secretariat's words to the owner."""
    consent_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    objectives = CodeList("objective")
    topics = CodeList("topic")
    experience_countries = CodeList("country")
    experience_regions = CodeList("region")
    spoken = CodeList("language")
    reach = CodeList("reach")
    """The regions of the experience with all that contain them, as lists and search count them."""

    user: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def languages(self) -> list[dict[str, str | None]]:
        """The languages spoken: {"code", "level"}, in the order that the expert gave."""
        return [{"code": code, "level": self.language_levels.get(code)} for code in self.spoken]

    @languages.setter
    def languages(self, rows: list[dict[str, str]] | None) -> None:
        self.spoken = list(dict.fromkeys(row["code"] for row in rows or ()))
        self.language_levels = {row["code"]: row["level"] for row in rows or () if row.get("level")}

    @property
    def has_expired(self) -> bool:
        """Whether the time of its verification is over, noticed by a job or not yet."""
        return self.status == "verified" and (self.expires_at is None or self.expires_at <= clock.now())

    @property
    def state(self) -> str:
        """The state that holds at this moment: a verified profile expires by time alone."""
        return "expired" if self.has_expired else self.status

    @property
    def has_consent(self) -> bool:
        """Whether the person agreed to be in the database and did not withdraw that."""
        return self.consent_at is not None and self.withdrawn_at is None

    @property
    def is_published(self) -> bool:
        """Whether it may be shown to others at all; to whom, `visibility` says."""
        return self.state == "verified" and self.has_consent

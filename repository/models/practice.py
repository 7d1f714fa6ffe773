"""A practice of migration governance."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import Base, Timestamped
from hub.files.models import StoredFile
from hub.taxonomy.organizations import Organization
from hub.taxonomy.tags import CodeList, Tagged
from repository.models.rules import DEFAULT, ReviewRules, Rules
from repository.workflow import EDITABLE, PUBLIC

if TYPE_CHECKING:
    from repository.models.adaptation import Adaptation
    from repository.models.author import PracticeAuthor
    from repository.models.call import Call
    from repository.models.review import Review
    from repository.models.version import PracticeVersion

MARKDOWN_FIELDS = (
    "summary",
    "implementation",
    "benefit_impact",
    "key_lessons",
    "recommendations",
    "innovation",
    "resources_needed",
)
ORGANIZATION_FIELDS = ("lead_organizations", "partners", "donors")
OBJECTIVE_TAGS = ("objective_1", "objective_2")
"""The tags (see `Tagged`) that hold objectives, primary and secondary."""


_BECAME_WRITERS = ("practice.create", "practice.accept_author")
"""The deeds, in the audit log, by which somebody comes to write a practice."""


class PracticeOrganization(Base):
    """An organization's part in a practice: it leads, is a partner, or pays."""

    __tablename__ = "practice_organization"
    __table_args__ = (
        UniqueConstraint("practice_id", "part", "organization_id"),
        Index("ix_practice_organization_part", "practice_id", "part", "position"),
    )

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    part: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    organization: Mapped[Organization] = relationship(lazy="joined")


class OrganizationList:
    """The organizations that play one part in a practice: reads as a tuple, is replaced as a whole."""

    def __init__(self, part: str) -> None:
        self.part = part

    def __get__(self, practice: "Practice", owner: type) -> tuple[Organization, ...]:
        return tuple(link.organization for link in practice.organization_links if link.part == self.part)

    def __set__(self, practice: "Practice", organizations: Iterable[Organization]) -> None:
        kept = {link.organization: link for link in practice.organization_links if link.part == self.part}
        others = [link for link in practice.organization_links if link.part != self.part]
        mine = []
        for position, organization in enumerate(organizations):
            link = kept.get(organization) or PracticeOrganization(part=self.part, organization=organization)
            link.position = position
            mine.append(link)
        practice.organization_links[:] = others + mine


class Practice(Tagged, Timestamped, Base):
    """One practice, from first draft to archive. `html` holds the rendered Markdown by field."""

    __tablename__ = "practice"
    __table_args__ = (
        Index("ix_practice_published", "status", "published_at"),
        Index("ix_practice_title", "title"),
        Index("ix_practice_confirmed", "status", "confirmed_at"),
    )

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[str] = mapped_column(String(20), default="draft")
    submitter_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("practice_call.id"), index=True)
    """The call for practices that it answers."""
    round: Mapped[int] = mapped_column(default=0)
    """The number of the review round; each return to review begins a new one."""
    rules_id: Mapped[int | None] = mapped_column(ForeignKey("review_rules.id"))
    """The rules under which its present review round began; None: `repository.models.rules.DEFAULT`."""
    status_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """Until when the present step should be done."""
    published_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    """When somebody last published, changed or confirmed the public text."""
    withdrawal: Mapped[str | None] = mapped_column(Text)
    """Why its authors ask for its withdrawal, as long as the secretariat has not decided."""
    withdrawal_asked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    title: Mapped[str | None] = mapped_column(String(200))
    summary: Mapped[str | None] = mapped_column(Text)
    start_year: Mapped[int | None]
    end_year: Mapped[int | None]
    practice_type: Mapped[str | None] = mapped_column(String(30))
    scope: Mapped[str | None] = mapped_column(String(20))
    subnational: Mapped[str | None] = mapped_column(String(200))
    implementation: Mapped[str | None] = mapped_column(Text)
    benefit_impact: Mapped[str | None] = mapped_column(Text)
    key_lessons: Mapped[str | None] = mapped_column(Text)
    recommendations: Mapped[str | None] = mapped_column(Text)
    innovation: Mapped[str | None] = mapped_column(Text)
    resources_needed: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(2))
    source: Mapped[str | None] = mapped_column(String(300))
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    focal_point: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    html: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    objectives_primary = CodeList("objective_1")
    objectives_secondary = CodeList("objective_2")
    principles = CodeList("principle")
    sdgs = CodeList("sdg")
    countries = CodeList("country")
    regions = CodeList("region")
    lead_organizations = OrganizationList("lead")
    partners = OrganizationList("partner")
    donors = OrganizationList("donor")

    submitter: Mapped[User | None] = relationship()
    call: Mapped["Call | None"] = relationship()
    kept_rules: Mapped[ReviewRules | None] = relationship()
    past_writers: Mapped[list[User]] = relationship(
        secondary=lambda: AuditEntry.__table__,
        primaryjoin=lambda: and_(
            foreign(AuditEntry.thing_id) == Practice.id,
            AuditEntry.kind == "practice",
            AuditEntry.action.in_(_BECAME_WRITERS),
            AuditEntry.at >= Practice.created_at,  # SQLite gives the id of a draft that was thrown away to the next one
        ),
        secondaryjoin=lambda: foreign(AuditEntry.actor_id) == User.id,
        viewonly=True,
    )
    """Everybody who ever began it or accepted to write it, as the audit log tells; see `all_writers`."""
    organization_links: Mapped[list[PracticeOrganization]] = relationship(
        cascade="all, delete-orphan",
        order_by=(PracticeOrganization.part, PracticeOrganization.position),
        lazy="selectin",
        passive_deletes=True,
    )
    authors: Mapped[list["PracticeAuthor"]] = relationship(
        back_populates="practice", order_by="PracticeAuthor.id", cascade="all, delete-orphan", passive_deletes=True
    )
    reviews: Mapped[list["Review"]] = relationship(back_populates="practice", order_by="Review.id")
    versions: Mapped[list["PracticeVersion"]] = relationship(
        back_populates="practice", order_by="PracticeVersion.id", cascade="all, delete-orphan", passive_deletes=True
    )
    adaptations: Mapped[list["Adaptation"]] = relationship(
        back_populates="practice", foreign_keys="Adaptation.practice_id", order_by="Adaptation.id", passive_deletes=True
    )
    adaptation_count: ClassVar[Mapped[int]]
    """How many public adaptations it has; asked of the database, see `repository.models.adaptation`."""

    attachments: Mapped[list[StoredFile]] = relationship(
        primaryjoin=lambda: (foreign(StoredFile.thing_id) == Practice.id) & (StoredFile.kind == "practice"),
        order_by=StoredFile.id,
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.status in PUBLIC

    @property
    def is_editable(self) -> bool:
        """Whether it is in the hands of its authors, who still write its text."""
        return self.status in EDITABLE

    @property
    def objectives(self) -> tuple[str, ...]:
        """All its objectives, primary ones first."""
        return self.objectives_primary + self.objectives_secondary

    @property
    def writers(self) -> list[User]:
        """Its submitter and the co-authors who have accepted."""
        return [user for user in (self.submitter, *self.co_authors) if user]

    @property
    def co_authors(self) -> list[User]:
        """Who writes it with the submitter; whoever is invited only does not."""
        return [author.user for author in self.authors if author.user]

    @property
    def all_writers(self) -> list[User]:
        """Who writes it, and who wrote it once: whoever leaves stays partial."""
        return list(dict.fromkeys((*self.writers, *self.past_writers)))

    @property
    def rules(self) -> Rules:
        """The rules of its present review round; see `repository.queries.rules_of` for a draft."""
        return self.kept_rules.rules if self.kept_rules else DEFAULT

    @property
    def current_reviews(self) -> list["Review"]:
        """The reviews of the present round."""
        return [review for review in self.reviews if review.round == self.round]

"""The tables of the register of organizations."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hub.db import Base, Timestamped
from hub.taxonomy.organizations.names import INITIALS_LENGTH, KEY_LENGTH, is_acronym


class Organization(Timestamped, Base):
    """An organization, once, however often and under whatever name it is named.

    One that was merged into another stays, without names, so that its old address leads on and the merge can be
    undone.
    """

    __tablename__ = "organization"

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(String(KEY_LENGTH), index=True)
    """The folded name, for lists."""
    category: Mapped[str | None] = mapped_column(String(40))
    website: Mapped[str | None] = mapped_column(String(2_000))
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    """Its entry among the well-known organizations, if it has one."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    names: Mapped[list["OrganizationName"]] = relationship(
        back_populates="organization",
        order_by="OrganizationName.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    merged_into: Mapped["Organization | None"] = relationship(remote_side="Organization.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def present(self) -> "Organization":
        """The entry that this one was merged into, or else itself."""
        return self.merged_into.present if self.merged_into else self

    @property
    def other_names(self) -> list["OrganizationName"]:
        """Acronyms, names in other languages and former names; not what the name itself says already."""
        return [each for each in self.names if each.name not in self.name]


class OrganizationName(Base):
    """One of the names of an organization. Whoever types it means that organization, so no two share a `key`."""

    __tablename__ = "organization_name"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    words: Mapped[str] = mapped_column(String(KEY_LENGTH))
    initials: Mapped[str] = mapped_column(String(INITIALS_LENGTH), index=True)
    language: Mapped[str | None] = mapped_column(String(2))
    is_tentative: Mapped[bool] = mapped_column(default=False)
    """An acronym that came along in brackets: it means the organization once something public names that, and makes
    way for an organization of this very name."""

    organization: Mapped[Organization] = relationship(back_populates="names")

    @property
    def is_acronym(self) -> bool:
        return is_acronym(self.name)


class OrganizationDifference(Base):
    """Two organizations of which somebody has said that they are not the same. `one_id` is the smaller number.

    What a writer says keeps the question away from writers; only what the secretariat says settles it.
    """

    __tablename__ = "organization_difference"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    is_settled: Mapped[bool] = mapped_column(default=False)

"""The register of organizations that features name as leads, partners, donors or employers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from hub.db import Base, Timestamped, db
from hub.schemas import BaseSchema, Code, Text
from hub.slugs import unique_slug


class Organization(Timestamped, Base):
    """An organization, once, however often it is named."""

    __tablename__ = "organization"

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    match_name: Mapped[str] = mapped_column(String(200), unique=True)
    category: Mapped[str | None] = mapped_column(String(40))


class OrganizationSchema(BaseSchema):
    """An organization as a form, the API and an import name it."""

    name = Text(_l("Name of the organization"), max=200, needed=True, autocomplete="organization")
    category = Code("stakeholder-categories", _l("Category"))


def match_name(name: str) -> str:
    """The form of a name by which it is recognized: case and spaces do not matter."""
    return " ".join(name.casefold().split())


def find_or_add(name: str, category: str | None = None) -> Organization:
    """The organization of this name; added to the register where it is new."""
    found = db.session.scalar(select(Organization).where(Organization.match_name == match_name(name)))
    if found is None:
        found = Organization(
            name=name, match_name=match_name(name), category=category, slug=unique_slug(Organization, name)
        )
        db.session.add(found)
        db.session.flush()
    elif category and not found.category:
        found.category = category
    return found


def find_or_add_all(entries: list[dict[str, Any]] | None) -> list[Organization]:
    """The organizations of a list of {"name", "category"}, each once, in order."""
    return list(dict.fromkeys(find_or_add(e["name"], e.get("category")) for e in entries or []))

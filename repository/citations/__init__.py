"""How a practice is cited: one account of it, which the formats of this folder say in their ways."""

from dataclasses import dataclass
from datetime import datetime

from hub.api import page_url
from hub.i18n import iso
from repository.models import Practice
from repository.queries.texts import Edition

SITE = "Migration Network Hub"
"""A name: citations say it in every language alike."""


@dataclass(frozen=True)
class Citation:
    """What a reference to a practice says. Nothing in it is known to its authors and the secretariat alone."""

    key: str
    title: str
    authors: tuple[str, ...]
    """The lead organizations."""
    at: datetime | None
    """When this version became public; None where that is not known."""
    version: int | None
    url: str
    language: str

    @property
    def year(self) -> str:
        return str(self.at.year) if self.at else ""

    @property
    def day(self) -> str:
        """ISO 8601, "" where it is not known."""
        return iso(self.at)[:10] if self.at else ""


def of(practice: Practice, edition: Edition | None, *, pinned: bool = False) -> Citation:
    """The citation of a public practice in an edition; a pinned one leads to that edition, not to the present text."""
    address = {"endpoint": "repository.show", "slug": practice.slug}
    if pinned and edition is not None:
        address = {"endpoint": "repository.version", "slug": practice.slug, "number": str(edition.number)}
    return Citation(
        key=practice.slug,
        title=_one_line(practice.title or ""),
        authors=tuple(_one_line(organization.name) for organization in practice.lead_organizations),
        at=edition.at if edition else practice.published_at,
        version=edition.number if edition else None,
        url=page_url(**address),
        language=practice.language or "",
    )


def _one_line(text: str) -> str:
    """Formats of lines must not be broken by what stands in them."""
    return " ".join(text.split())

"""The text of a practice at the moments that count: which versions somebody may read, and one as it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from hub import markup
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor, can
from hub.search.text.tokens import words
from hub.taxonomy.organizations import Organization
from hub.taxonomy.organizations.queries import public_addresses
from repository.models import Practice, PracticeVersion, Review
from repository.models.practice import MARKDOWN_FIELDS, ORGANIZATION_FIELDS
from repository.models.version import PUBLISHED, SUBMITTED
from repository.schemas import PracticeSchema

MOST = 100_000
"""No version has a higher number; databases do not take all that a person may write into an address."""


@dataclass(frozen=True)
class Edition:
    """The number of a published version and its day: what a citation needs of it, without the text."""

    number: int
    at: datetime


def length(practice: Practice) -> int:
    """How many words its text has; in scripts without spaces, how many characters."""
    return sum(1 for name in MARKDOWN_FIELDS for _word in words(getattr(practice, name) or ""))


def kinds_for(actor: Actor, practice: Practice) -> tuple[str, ...]:
    """The kinds of versions that the actor may read of a practice that they have opened."""
    return (PUBLISHED, SUBMITTED) if can(actor, "practice.read_rounds", practice) else (PUBLISHED,)


def version(actor: Actor, practice: Practice, number: int, kind: str = PUBLISHED) -> PracticeVersion:
    """One version of a practice that the actor has opened. Raises NotFound."""
    mine = (PracticeVersion.practice_id == practice.id, PracticeVersion.kind == kind, PracticeVersion.number == number)
    known = kind in kinds_for(actor, practice) and 0 < number <= MOST
    found = db.session.scalar(select(PracticeVersion).where(*mine)) if known else None
    if found is None:
        raise NotFound
    return found


def text_for(actor: Actor, review: Review) -> Practice | None:
    """What a reviewer reads beside their review: the practice of now, or else as it was submitted for that round.

    None where this is not for them to read, or was not kept.
    """
    practice = review.practice
    if can(actor, "practice.view", practice):
        return practice
    if not can(actor, "review.read_text", review):
        return None
    mine = (PracticeVersion.practice_id == practice.id, PracticeVersion.kind == SUBMITTED)
    query = select(PracticeVersion).where(*mine, PracticeVersion.round <= review.round)
    found = db.session.scalar(query.order_by(PracticeVersion.number.desc()).limit(1))
    return as_it_was(found) if found else None


def latest(practice: Practice) -> Edition | None:
    """The version that is public now; None where none was kept."""
    mine = (PracticeVersion.practice_id == practice.id, PracticeVersion.kind == PUBLISHED)
    query = select(PracticeVersion.number, PracticeVersion.at).where(*mine).order_by(PracticeVersion.number.desc())
    row = db.session.execute(query.limit(1)).first()
    return Edition(row.number, row.at) if row else None


def as_it_was(version: PracticeVersion) -> Practice:
    """The practice with the text of a version: it looks like the one of today, and is never saved."""
    now, said = version.practice, {name: version.content.get(name) for name in PracticeSchema().fields}
    organizations = {name: said.pop(name) or [] for name in ORGANIZATION_FIELDS}
    was = Practice(slug=now.slug, status=now.status, published_at=version.at, **said | {"links": said["links"] or []})
    known = public_addresses([row["name"] for rows in organizations.values() for row in rows])
    for name, rows in organizations.items():
        setattr(was, name, [Organization(slug=known.get(row["name"], ""), **row) for row in rows])
    was.html = {name: markup.render(said.get(name)) for name in MARKDOWN_FIELDS}
    return was

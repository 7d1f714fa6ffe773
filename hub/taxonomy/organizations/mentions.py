"""Where organizations are named. Features declare it, so that the register can ask without knowing what they hold."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, event, exists, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from hub import kinds
from hub.auth.actors import GUEST
from hub.db import db
from hub.policy import PERMISSIONS, Actor
from hub.search.capture import touch
from hub.taxonomy.organizations.models import Organization, OrganizationName


@dataclass(frozen=True)
class Mention:
    """How the things of a kind name organizations: by rows with these two columns.

    The model of the kind tells when a row was last changed (`hub.db.Timestamped`).

    `in_country` is the condition on a thing that it took place in a country, where that can be said.
    """

    kind: str
    organization: InstrumentedAttribute[int]
    thing: InstrumentedAttribute[int]
    in_country: Callable[[str], ColumnElement[bool]] | None = None

    def open_to(self, actor: Actor) -> tuple[ColumnElement[bool], ...]:
        """Conditions: the row names an organization on a thing that the actor may open."""
        kind = kinds.get(self.kind)
        return self.thing == kind.model.id, PERMISSIONS[kind.permission].filter(actor)

    def is_of(self, row: object) -> bool:
        """Whether a row is one of those that name an organization."""
        return isinstance(row, self.thing.parent.class_)


_mentions: dict[str, Mention] = {}


def register(mention: Mention) -> None:
    """Make a mention known; doing it again (another application in the same process) changes nothing."""
    _mentions[mention.kind] = mention


def mentions() -> Collection[Mention]:
    """All that are known."""
    return _mentions.values()


def named_in_what_is_open_to(actor: Actor, country: str = "") -> ColumnElement[bool]:
    """Condition on an organization: something that the actor may open names it (something that is of a country)."""
    return or_(
        false(),
        *(
            exists().where(mention.organization == Organization.id, *mention.open_to(actor), place)
            for mention in _mentions.values()
            for place in _places(mention, country)
        ),
    )


def _places(mention: Mention, country: str) -> Iterator[ColumnElement[bool]]:
    """The condition on the country; nothing for things that are of none, where one is asked for."""
    if not country:
        yield true()
    elif mention.in_country:
        yield mention.in_country(country)


def is_named() -> ColumnElement[bool]:
    """Condition on an organization: anything names it, whoever may open that."""
    named = (exists().where(mention.organization == Organization.id) for mention in _mentions.values())
    return or_(false(), *named)


def is_named_in_what_is_open_to(actor: Actor, organization: Organization) -> bool:
    """The same for one organization."""
    query = select(Organization.id).where(Organization.id == organization.id, named_in_what_is_open_to(actor))
    return db.session.scalar(query) is not None


def is_public(organization: Organization) -> bool:
    """Whether something that everybody may read names the organization."""
    return is_named_in_what_is_open_to(GUEST, organization)


def public_counts(ids: Collection[int]) -> Mapping[int, int]:
    """How many public things name each of these organizations."""
    counts = dict.fromkeys(ids, 0)
    for mention in _mentions.values():
        number = func.count(mention.thing.distinct())
        query = select(mention.organization, number).where(mention.organization.in_(ids), *mention.open_to(GUEST))
        for organization_id, found in db.session.execute(query.group_by(mention.organization)):
            counts[organization_id] += found
    return counts


def _note_flush(session: Session, _context: object) -> None:
    """Have things indexed again where a row names another organization, or an organization has other names."""
    new = {row.id for row in session.new if isinstance(row, Organization)}
    changed: set[int] = set()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Organization):
            changed.add(row.id)
        elif isinstance(row, OrganizationName):
            changed.add(row.organization_id)
        for mention in _mentions.values():
            if mention.is_of(row):
                touch(mention.kind, [getattr(row, mention.thing.key)])
    if changed - new:
        _find_anew(session.connection(), changed - new)


def _find_anew(connection: Connection, ids: Collection[int]) -> None:
    """By the connection: the session is busy with its flush."""
    for mention in _mentions.values():
        query = select(mention.thing).where(mention.organization.in_(ids)).distinct()
        touch(mention.kind, connection.scalars(query).all())


event.listen(db.session, "after_flush", _note_flush)

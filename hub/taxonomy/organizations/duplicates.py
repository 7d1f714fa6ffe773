"""Entries that may be of the same organization: asked of whoever names a new one, and listed for the secretariat."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from flask_babel import LazyString
from sqlalchemy import or_, select

from hub.auth.actors import GUEST
from hub.db import db
from hub.pagination import Page, asked_page
from hub.policy import Actor
from hub.taxonomy.organizations.likeness import REASONS, Likeness, likely_pairs, likeness
from hub.taxonomy.organizations.mentions import is_named, named_in_what_is_open_to
from hub.taxonomy.organizations.models import Organization, OrganizationDifference, OrganizationName
from hub.taxonomy.organizations.names import initials_of, match_name, possible_acronyms
from hub.taxonomy.organizations.queries import WITH_NAMES
from hub.taxonomy.organizations.well_known import WELL_KNOWN

LEAST = 70
"""The score from which on it is worth a question."""
MOST_CANDIDATES = 500
PAIRS_PER_PAGE = 20


class Resemblance(NamedTuple):
    """An organization that is new to the hub, and the name of a known one that it resembles."""

    organization: Organization
    name: str
    likeness: Likeness

    @property
    def reason(self) -> LazyString:
        return REASONS[self.likeness.reason]


class Pair(NamedTuple):
    """Two entries that may be the same. `kept_apart`: a writer has said that they are not."""

    one: Organization
    other: Organization
    likeness: Likeness
    kept_apart: bool

    @property
    def reason(self) -> LazyString:
        return REASONS[self.likeness.reason]


def resembling(actor: Actor, organizations: Sequence[Organization]) -> list[Resemblance]:
    """For each of these that is not public yet, the entry most like it that the actor may know of, if there is one.

    What somebody has answered before is not asked again.
    """
    new = _not_public(organizations)
    if not new:
        return []
    names = {each.id: [name.name for name in each.names] or [each.name] for each in new}
    known = _alike_in_the_register(actor, [name for many in names.values() for name in many])
    apart, found = _said_different(list(names)), dict[frozenset[str], Resemblance]()
    for each in new:
        others = [(one.name, name.name) for one in known if one.id != each.id for name in one.names]
        others += [pair for name in names[each.id] for pair in _alike_of_the_well_known(name)]
        alike = (
            (likeness(name, other), shown)
            for shown, other in others
            if match_name(shown) not in apart[each.id]
            for name in names[each.id]
        )
        best = max(((how, shown) for how, shown in alike if how), default=None)
        if best and best[0].score >= LEAST:
            found.setdefault(frozenset({each.name, best[1]}), Resemblance(each, best[1], best[0]))
    return list(found.values())


def _not_public(organizations: Sequence[Organization]) -> list[Organization]:
    ids = [each.id for each in organizations if each.code is None]
    query = select(Organization).where(Organization.id.in_(ids), ~named_in_what_is_open_to(GUEST))
    return list(db.session.scalars(query.options(WITH_NAMES).order_by(Organization.id))) if ids else []


def _alike_in_the_register(actor: Actor, names: Collection[str]) -> list[Organization]:
    """The organizations that the actor may know of and that have a name worth comparing with one of these."""
    called = or_(
        OrganizationName.initials.in_({initials_of(name) for name in names} | {match_name(name) for name in names}),
        OrganizationName.key.in_({made for name in names for made in possible_acronyms(name)}),
    )
    query = select(Organization).where(Organization.names.any(called), named_in_what_is_open_to(actor))
    return list(db.session.scalars(query.options(WITH_NAMES).order_by(Organization.id).limit(MOST_CANDIDATES)))


@cache
def _well_known_by_sign() -> Mapping[str, list[tuple[str, str]]]:
    """The name that is shown and the one that is compared, by what a name like it would have in common with it."""
    found = defaultdict(list)
    for entry in WELL_KNOWN:
        for name, _language in entry.all_names():
            for sign in {f"initials {initials_of(name)}", f"key {match_name(name)}"}:
                found[sign].append((entry.name, name))
    return found


def _alike_of_the_well_known(name: str) -> Iterator[tuple[str, str]]:
    """What is well known and worth comparing: (the name that is shown, the name to compare)."""
    signs = [f"initials {initials_of(name)}", f"initials {match_name(name)}"]
    signs += [f"key {made}" for made in possible_acronyms(name)]
    return (pair for sign in signs for pair in _well_known_by_sign().get(sign, ()))


def _said_different(ids: Collection[int]) -> Mapping[int, set[str]]:
    """For each of these organizations, the keys of those that it is not, as somebody has said."""
    said = defaultdict[int, set[str]](set)
    mine, other = OrganizationDifference.one_id, OrganizationDifference.other_id
    for one, against in ((mine, other), (other, mine)):
        query = select(one, Organization.name).join(Organization, Organization.id == against).where(one.in_(ids))
        for organization_id, name in db.session.execute(query):
            said[organization_id].add(match_name(name))
    return said


def duplicates() -> Page:
    """The asked page of likely pairs in the whole register that the secretariat has not settled, likeliest first."""
    names = select(OrganizationName.organization_id, OrganizationName.name).join(OrganizationName.organization)
    rows = db.session.execute(names.where(Organization.merged_into_id.is_(None), is_named())).tuples().all()
    alike = likely_pairs(rows)
    said = {
        (each.one_id, each.other_id): each.is_settled for each in db.session.scalars(select(OrganizationDifference))
    }
    open_pairs = [pair for pair in alike if not said.get(pair)]
    open_pairs.sort(key=lambda pair: (-alike[pair].score, pair))
    number = asked_page()
    shown = open_pairs[(number - 1) * PAIRS_PER_PAGE : number * PAIRS_PER_PAGE]
    ids = {each for pair in shown for each in pair}
    query = select(Organization).where(Organization.id.in_(ids)).options(WITH_NAMES)
    found = {each.id: each for each in db.session.scalars(query)}
    pairs = [Pair(found[pair[0]], found[pair[1]], alike[pair], pair in said) for pair in shown]
    return Page(pairs, len(open_pairs), number, PAIRS_PER_PAGE)

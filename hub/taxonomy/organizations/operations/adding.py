"""New entries of the register, with the names under which they will be recognized. Parts of a running transaction."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hub.db import db
from hub.slugs import unique_slug
from hub.taxonomy.organizations.mentions import is_public
from hub.taxonomy.organizations.models import Organization, OrganizationName
from hub.taxonomy.organizations.names import initials_of, is_office, match_name, parts_of, spaced
from hub.taxonomy.organizations.well_known import WellKnown

Names = Mapping[str, OrganizationName]
"""Names in the register by their keys."""


def names_with(keys: Collection[str]) -> dict[str, OrganizationName]:
    """The names in the register that have these keys."""
    query = select(OrganizationName).where(OrganizationName.key.in_(set(keys)))
    return {row.key: row for row in db.session.scalars(query.options(joinedload(OrganizationName.organization)))}


def means(row: OrganizationName) -> bool:
    """Whether a name alone means its organization, for whoever types it."""
    return not row.is_tentative or is_public(row.organization)


def make_name(name: str, language: str | None = None, *, is_tentative: bool = False) -> OrganizationName:
    """A name, with the forms under which it is recognized and compared."""
    key, words, initials = match_name(name), spaced(name), initials_of(name)
    return OrganizationName(
        name=name, language=language, is_tentative=is_tentative, key=key, words=words, initials=initials
    )


def add(name: str, category: str | None, there: Names) -> Organization:
    """An entry with its first names. `there`: see `make_way`."""
    names = first_names(name, make_way(there))
    organization = _new(names[0].name, category)
    organization.names = names
    db.session.flush()
    return organization


def first_names(name: str, taken: Names) -> list[OrganizationName]:
    """The name without its acronym, under which the organization is shown, and the acronym as another name.

    The acronym of a ministry or the like stays in the name instead: other countries have one, too. So does one that
    is taken.
    """
    shown, acronym = parts_of(name)
    if acronym and (is_office(shown) or match_name(acronym) in taken):
        return [make_name(name), make_name(shown)]
    return [make_name(shown), *([make_name(acronym, is_tentative=True)] if acronym else [])]


def add_well_known(entry: WellKnown) -> Organization:
    """A well-known organization. An entry that came into the register under one of its names becomes it."""
    there = db.session.scalar(select(Organization).where(Organization.code == entry.code))
    if there is not None:
        return there.present
    names = {match_name(name): (name, language) for name, language in reversed([*entry.all_names()])}
    taken = make_way(names_with(names))
    named = (row.organization for key, row in taken.items() if match_name(row.organization.name) == key)
    organization = next(named, None) or _new(entry.name, entry.category)
    organization.name, organization.sort_name, organization.code = entry.name, spaced(entry.name), entry.code
    organization.category, organization.website = organization.category or entry.category, entry.website
    organization.names += [make_name(*names[key]) for key in reversed(names) if key not in taken]
    db.session.flush()
    return organization


def make_way(there: Names) -> Names:
    """Let tentative acronyms among these names make way; the names that stay in their place."""
    staying = {key: row for key, row in there.items() if means(row)}
    for key in there.keys() - staying.keys():
        db.session.delete(there[key])
        db.session.flush()  # before another row takes the key
    return staying


def _new(name: str, category: str | None) -> Organization:
    slug = unique_slug(Organization, name)
    organization = Organization(name=name, sort_name=spaced(name), category=category, slug=slug)
    db.session.add(organization)
    return organization

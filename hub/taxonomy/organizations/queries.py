"""Reading the register: each reader sees the organizations that something names which they may open."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, select
from sqlalchemy.orm import selectinload

from hub.auth.actors import GUEST
from hub.db import db
from hub.policy import Actor, opened, visible
from hub.taxonomy.organizations.mentions import named_in_what_is_open_to
from hub.taxonomy.organizations.models import Organization, OrganizationName
from hub.taxonomy.organizations.names import match_name, spaced, words_of

WITH_NAMES = selectinload(Organization.names)


def organization(actor: Actor, slug: str) -> Organization:
    """The organization at an address, also at one that it had before a merge. Raises NotFound."""
    found = db.session.scalar(select(Organization).where(Organization.slug == slug).options(WITH_NAMES))
    return opened(actor, found.present if found else None)


def known(actor: Actor, text: str = "", *, category: str = "", country: str = "") -> Select[Any]:
    """The organizations that the actor may know of, by name; with a text, those that have it in a name.

    `country` leaves those that are named by something there which the actor may open.
    """
    query = visible(actor, Organization, "organization.view").where(Organization.merged_into_id.is_(None))
    if category:
        query = query.where(Organization.category == category)
    if country:
        query = query.where(named_in_what_is_open_to(actor, country))
    order: list[Any] = [Organization.sort_name, Organization.id]
    if text.strip():
        query, order = query.where(Organization.names.any(_holding(text))), [_nearness(text), *order]
    return query.options(WITH_NAMES).order_by(*order)


def _holding(text: str) -> ColumnElement[bool]:
    """Condition on a name: each word of the text begins one of its words, or it begins with the text as a whole."""
    words = [OrganizationName.words.contains(f" {word}", autoescape=True) for word in words_of(text)]
    if not words:
        return false()
    return and_(*words) | OrganizationName.key.startswith(match_name(text), autoescape=True)


def _nearness(text: str) -> ColumnElement[int]:
    """Where in the list: what is called exactly this comes first, then what is called so in the beginning."""
    exactly = Organization.names.any(OrganizationName.key == match_name(text))
    return case((exactly, 0), (Organization.sort_name.startswith(spaced(text), autoescape=True), 1), else_=2)


def public_addresses(names: Collection[str]) -> dict[str, str]:
    """The names in the addresses of those organizations, of the ones called so, that everybody may know of."""
    called = OrganizationName.key.in_({match_name(name) for name in names})
    query = select(OrganizationName.key, Organization.slug).join(OrganizationName.organization).where(called)
    found = dict(db.session.execute(query.where(named_in_what_is_open_to(GUEST))).tuples().all())
    return {name: found[match_name(name)] for name in names if match_name(name) in found}

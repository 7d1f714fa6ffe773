"""The list of public practices: what filters and words leave, in which order, and how many there are of what."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, exists, func, select

from hub.db import db
from hub.policy import Actor, visible
from hub.search.browse import Filters
from hub.search.queries import matching
from hub.taxonomy.organizations import Organization
from repository.models import Practice, PracticeOrganization
from repository.search import ORDERS, narrowed
from repository.workflow import PUBLIC


def published(actor: Actor, filters: Filters, text: str = "") -> Select[tuple[Practice]]:
    """The public practices that filters and words leave, the same for every reader."""
    query = visible(actor, Practice, "practice.view").where(Practice.status.in_(PUBLIC))
    return narrowed(query, filters, matching(actor, text, "practice") if text else None)


def in_order(sort: str) -> list[int]:
    """The ids of all public practices, in one of `ORDERS`."""
    query = select(Practice.id).where(Practice.status.in_(PUBLIC))
    return list(db.session.scalars(query.order_by(*ORDERS[sort])))


def organization_names(slugs: Collection[str]) -> dict[str, str]:
    """The names of those organizations that have a part in a public practice; the others are nobody's business."""
    link = PracticeOrganization
    has_part = exists().where(
        link.organization_id == Organization.id, link.practice_id == Practice.id, Practice.status.in_(PUBLIC)
    )
    query = select(Organization.slug, Organization.name).where(Organization.slug.in_(slugs), has_part)
    return dict(db.session.execute(query).tuples().all())


def in_order_of(query: Select[tuple[Practice]], ids: Sequence[int]) -> list[int]:
    """The ids of those that a query finds, in the order of `ids`."""
    found = set(db.session.scalars(query.order_by(None).with_only_columns(Practice.id)))
    return [i for i in ids if i in found]


def picked(query: Select[tuple[Practice]], ids: Sequence[int]) -> list[Practice]:
    """Some of those that a query finds, in the order of `ids`."""
    found = {practice.id: practice for practice in db.session.scalars(query.where(Practice.id.in_(ids)))}
    return [found[i] for i in ids if i in found]


def number_of(query: Select[Any]) -> int:
    """How many things a query finds."""
    return db.session.scalar(query.order_by(None).with_only_columns(func.count())) or 0


def counted_by(query: Select[tuple[Practice]], field: str) -> dict[str, int]:
    """How many of these practices have each code of a field (as `Practice.tagged` names it)."""
    tag = Practice.tag_model
    counted = query.join(tag, (tag.owner_id == Practice.id) & (tag.field == field)).order_by(None)
    found = db.session.execute(counted.with_only_columns(tag.code, func.count()).group_by(tag.code))
    return dict(found.tuples().all())


def naming_no_country(query: Select[tuple[Practice]]) -> Select[tuple[Practice]]:
    """Those of some practices that are about whole regions or the world."""
    tag = Practice.tag_model  # asked once for all: for each practice it takes seconds on SQLite
    return query.where(Practice.id.not_in(select(tag.owner_id).where(tag.field == "country")))

"""Which practices are read beside one: few, each with the reason, found by tags in bounded time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, SelectBase, intersect, or_, select
from sqlalchemy.orm import load_only

from hub.db import db
from hub.taxonomy.geography import WORLD, countries_in, regions_of
from repository.models import Practice, PracticeOrganization
from repository.queries.phrases import BARE, NEWEST_FIRST
from repository.workflow import PUBLIC

SHOWN = 4
BY_ONE_ORGANIZATION = 2
"""So many of the same organization at most: it is seldom the one to learn from anew."""

_LINE = (
    load_only(Practice.slug, Practice.title, Practice.language),
    *BARE,
)


class Related(NamedTuple):
    """A practice, and why it is shown."""

    practice: Practice
    reason: LazyString


def related(practice: Practice) -> list[Related]:
    """Public practices like this one, the nearest first; everybody may read them."""
    found: dict[int, Related] = {}
    for ids, reason, most in _ways(practice):
        room = min(most, SHOWN - len(found))
        if room <= 0:
            break
        query = select(Practice).where(
            Practice.status.in_(PUBLIC), Practice.id.not_in([practice.id, *found]), Practice.id.in_(ids)
        )
        newest = query.options(*_LINE).order_by(*NEWEST_FIRST).limit(room)
        found |= {other.id: Related(other, reason) for other in db.session.scalars(newest)}
    return list(found.values())


def _ways(practice: Practice) -> Iterator[tuple[SelectBase, LazyString, int]]:
    """The ways in which others are like it: a query for their ids, in words, and how many of them to show."""
    objectives = _with("objective_1", practice.objectives_primary)
    if practice.countries:
        same = intersect(_ids(objectives), _ids(_with("country", practice.countries)))
        yield same, _l("Same main objective and country"), SHOWN
    leads = [organization.id for organization in practice.lead_organizations]
    link = PracticeOrganization
    by_same = select(link.practice_id).where(link.organization_id.in_(leads), link.part == "lead")
    yield by_same, _l("By the same organization"), BY_ONE_ORGANIZATION
    if regions := places_around(practice.countries, practice.regions):
        countries = {country for region in regions for country in countries_in(region)}
        near = or_(_with("country", countries), _with("region", regions))
        yield intersect(_ids(objectives), _ids(near)), _l("Same main objective and region"), SHOWN


def places_around(countries: Iterable[str], regions: Iterable[str]) -> set[str]:
    """The regions that a practice covers, and the smallest ones that its countries lie in."""
    return ({*regions} | {regions_of(country)[0] for country in countries if regions_of(country)}) - {WORLD}


def _with(field: str, codes: Iterable[str]) -> ColumnElement[bool]:
    tag = Practice.tag_model
    return (tag.field == field) & tag.code.in_(list(codes))


def _ids(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(Practice.tag_model.owner_id).where(condition)

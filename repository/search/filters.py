"""The filters of the list as conditions on the database, for lists that the index cannot answer.

Each facet means here what it means in `document`; a test compares the two.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from hub.search.browse import Filters
from hub.taxonomy import COUNTRIES, REGIONS, reach
from hub.taxonomy.organizations import Organization
from repository.models import Practice, PracticeOrganization
from repository.models.practice import OBJECTIVE_TAGS
from repository.search.document import LAST_YEAR

Values = Collection[str]

REUSES: ColumnElement[int] = Practice.adaptation_count  # type: ignore[assignment]
"""How many adaptations elsewhere are recorded and public."""


def _having(fields: Collection[str], codes: Values) -> ColumnElement[bool]:
    """One of these fields holds one of these codes: `Practice.tagged`, asked once for all practices."""
    tag = Practice.tag_model
    return Practice.id.in_(select(tag.owner_id).where(tag.field.in_(fields), tag.code.in_(codes)))


def _tagged(*fields: str) -> Callable[[Values], ColumnElement[bool]]:
    return lambda codes: _having(fields, codes)


def _in(column: Any) -> Callable[[Values], ColumnElement[bool]]:
    return lambda values: column.in_(values)


def in_regions(codes: Values) -> ColumnElement[bool]:
    """In one of its countries, or told of it or a part of it as a whole."""
    countries = [code for code in COUNTRIES.codes if not set(codes).isdisjoint(reach([code], []))]
    regions = [code for code in REGIONS.codes if not set(codes).isdisjoint(reach([], [code]))]
    return or_(_having(["country"], countries), _having(["region"], regions))


def _year(years: Values) -> ColumnElement[bool]:
    last = func.coalesce(Practice.end_year, LAST_YEAR)
    return or_(*(and_(Practice.start_year <= year, last >= year) for year in map(int, years)))


def _organization(slugs: Values) -> ColumnElement[bool]:
    return Practice.organization_links.any(PracticeOrganization.organization.has(Organization.slug.in_(slugs)))


CONDITIONS: dict[str, Callable[[Values], ColumnElement[bool]]] = {
    "objective": _tagged(*OBJECTIVE_TAGS),
    "principle": _tagged("principle"),
    "sdg": _tagged("sdg"),
    "country": _tagged("country"),
    "region": in_regions,
    "practice_type": _in(Practice.practice_type),
    "scope": _in(Practice.scope),
    "year": _year,
    "organization": _organization,
    "language": lambda codes: func.coalesce(Practice.language, "en").in_(codes),
    "reused": lambda _yes: REUSES > 0,
}

ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": (Practice.published_at.desc().nulls_last(), Practice.id.desc()),
    "title": (func.lower(Practice.title), Practice.id),
    "updated": (Practice.updated_at.desc(), Practice.id.desc()),
    "reused": (REUSES.desc(), Practice.published_at.desc().nulls_last(), Practice.id.desc()),
}
"""Ways to sort, beside relevance."""

SORTS = {
    "relevance": _l("Best match"),
    "newest": _l("Newest"),
    "updated": _l("Recently updated"),
    "title": _l("Title"),
    "reused": _l("Most reused"),
}


def narrowed(query: Select[Any], filters: Filters, ids: Iterable[int] | None = None) -> Select[Any]:
    """A query for practices, narrowed by filters, and to these ids where words were looked for."""
    query = query.where(*(CONDITIONS[facet](values) for facet, values in filters.items()))
    if ids is None:
        return query
    # Written out, since databases take fewer parameters than practices can be found.
    return query.where(Practice.id.in_(bindparam("ids", list(ids), expanding=True, literal_execute=True)))

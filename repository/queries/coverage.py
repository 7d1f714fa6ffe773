"""Which objectives public practices cover, and where.

A practice counts once in each region that it names, or in which it names a country or a part. Those that name the
world, or are global and say no more, count under the world.
"""

from typing import NamedTuple

from sqlalchemy import CompoundSelect, case, func, literal, select, union

from hub.db import db
from hub.taxonomy import CONTINENTS, OBJECTIVES, REGIONS, countries_in, with_ancestors
from hub.taxonomy.geography import WORLD
from repository.models import Practice
from repository.models.practice import OBJECTIVE_TAGS
from repository.workflow import PUBLIC

PLACES = (*CONTINENTS, WORLD)
_TAG = Practice.tag_model


class Coverage(NamedTuple):
    """Numbers of practices by objective and place, by objective wherever, and by place whatever the objective."""

    cells: dict[tuple[str, str], int]
    by_objective: dict[str, int]
    by_place: dict[str, int]
    total: int

    def at(self, objective: str, place: str) -> int:
        return self.cells.get((objective, place), 0)

    @property
    def most(self) -> int:
        """The highest number of a cell, at least 1."""
        return max([1, *self.cells.values()])

    @property
    def gaps(self) -> list[tuple[str, list[str]]]:
        """By region, the objectives that no practice from there is on."""
        found = ((place, [o for o in OBJECTIVES.codes if not self.at(o, place)]) for place in CONTINENTS)
        return [(place, codes) for place, codes in found if codes]


def _places() -> CompoundSelect[tuple[int, str]]:
    """Each practice with each of its places, once."""
    parts = {place: [code for code in REGIONS.codes if place in with_ancestors([code])] for place in CONTINENTS}
    countries = {place: countries_in(place) for place in CONTINENTS}
    of_region = case(*((_TAG.code.in_(codes), place) for place, codes in parts.items()), else_=WORLD)
    of_country = case(*((_TAG.code.in_(codes), place) for place, codes in countries.items()), else_=WORLD)
    is_global = select(Practice.id, literal(WORLD)).where(
        Practice.scope == "global", ~Practice.tags.any(_TAG.field.in_(("country", "region")))
    )
    return union(
        select(_TAG.owner_id.label("practice_id"), of_region.label("place")).where(_TAG.field == "region"),
        select(_TAG.owner_id, of_country).where(_TAG.field == "country"),
        is_global,
    )


def coverage() -> Coverage:
    """The numbers for all public practices."""
    places = _places().subquery()
    public = Practice.status.in_(PUBLIC)
    on_objective = _TAG.field.in_(OBJECTIVE_TAGS)
    cells = (
        select(_TAG.code, places.c.place, func.count())
        .join(Practice, Practice.id == _TAG.owner_id)
        .join(places, places.c.practice_id == Practice.id)
        .where(on_objective, public)
        .group_by(_TAG.code, places.c.place)
    )
    by_objective = (
        select(_TAG.code, func.count()).join(Practice, Practice.id == _TAG.owner_id).where(on_objective, public)
    )
    by_place = select(places.c.place, func.count()).join(Practice, Practice.id == places.c.practice_id).where(public)
    return Coverage(
        {(code, place): number for code, place, number in db.session.execute(cells)},
        dict(db.session.execute(by_objective.group_by(_TAG.code)).tuples().all()),
        dict(db.session.execute(by_place.group_by(places.c.place)).tuples().all()),
        db.session.scalar(select(func.count()).select_from(Practice).where(public)) or 0,
    )

"""How countries, regions and regional commissions lie within each other (UN standard M49).

An unknown code belongs to nothing and holds nothing, so that old or foreign data never breaks a page.
"""

from collections.abc import Iterable
from functools import cache

from hub.taxonomy.catalogue import COUNTRIES, REGIONS


@cache
def regions_of(country: str) -> tuple[str, ...]:
    """The regions that a country lies in, most specific first: ``014, 202, 002, 001`` for TZ."""
    region = COUNTRIES.text(country, "region")
    return _upwards(region) if region else ()


@cache
def countries_in(region: str) -> tuple[str, ...]:
    """The countries of a region and of all its parts, by code."""
    parts = {region, *(REGIONS.text(region, "includes") or ())}
    return tuple(code for code in COUNTRIES.codes if parts.intersection(regions_of(code)))


def commissions_of(country: str) -> tuple[str, ...]:
    """The UN regional commissions that a State is a full member of; there may be several, or none."""
    return COUNTRIES.text(country, "commissions") or ()


def with_ancestors(regions: Iterable[str]) -> tuple[str, ...]:
    """The given regions and all that contain them, each once: what a search for content should match."""
    return tuple(dict.fromkeys(code for region in regions for code in _upwards(region)))


WORLD = "001"
"""The region that holds everything, and so says nothing."""

CONTINENTS = tuple(region.code for region in REGIONS if region.extra["parent"] == WORLD)
"""The parts of the world."""


def reach(countries: Iterable[str], regions: Iterable[str]) -> tuple[str, ...]:
    """The regions by which content on these places is found: theirs with all that contain them, but not the world."""
    of_countries = (region for country in countries for region in regions_of(country))
    return tuple(code for code in with_ancestors([*regions, *of_countries]) if code != WORLD)


@cache
def _upwards(region: str) -> tuple[str, ...]:
    if region not in REGIONS:
        return ()
    parent: str = REGIONS.text(region, "parent")
    return (region, *_upwards(parent))

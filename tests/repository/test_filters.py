"""The filters mean the same in the search index and in the database."""

from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub.auth.actors import GUEST
from hub.db import db, transaction
from hub.search.queries import search
from hub.taxonomy import VOCABULARIES
from repository.models import Practice
from repository.queries import finding
from repository.search import FACETS
from tests.factories import practice, user

COUNTRIES, REGIONS = ["KE", "TZ", "MA", "FR", "US", "AQ", "TW"], ["014", "002", "015", "419", "003", "001", "145"]
NAMES = ["Ministry of Labour", "IOM", "City of Nairobi"]


def some(values: list[str], most: int = 3, least: int = 0) -> Any:
    return st.lists(st.sampled_from(values), min_size=least, max_size=min(most, len(values)), unique=True)


def organizations() -> Any:
    return some(NAMES, 2).map(lambda names: [{"name": name, "category": "other"} for name in names])


PRACTICES = st.fixed_dictionaries(
    {
        "objectives_primary": some(["1", "2", "3"]), "objectives_secondary": some(["4", "5"]),
        "principles": some(list(VOCABULARIES["principles"].codes[:3])), "sdgs": some(["1", "8", "17"]),
        "countries": some(COUNTRIES), "regions": some(REGIONS, 2), "practice_type": st.sampled_from(["policy", "tool"]),
        "scope": st.sampled_from(["local", "global"]), "start_year": st.integers(2019, 2022),
        "end_year": st.sampled_from([None, 2022, 2023]), "language": st.sampled_from([None, "en", "fr"]),
        "lead_organizations": organizations(), "partners": organizations(), "donors": organizations(),
    }
)  # fmt: skip
VALUES = {
    "objective": ["1", "4", "9"], "principle": ["people-centred", "rule-of-law"], "sdg": ["8", "17"],
    "country": COUNTRIES, "region": REGIONS, "practice_type": ["policy", "campaign"], "scope": ["local", "national"],
    "year": ["2018", "2021", "2023", "2024", "2100"], "organization": ["iom", "city-of-nairobi", "no-such"],
    "language": ["en", "fr"], "reused": ["yes"],
}  # fmt: skip
FILTERS = st.fixed_dictionaries({}, optional={facet: some(values, least=1) for facet, values in VALUES.items()})


def test_every_filter_is_tried() -> None:
    assert set(VALUES) == set(FACETS)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(PRACTICES, min_size=1, max_size=6), asked=st.lists(FILTERS, min_size=15, max_size=15))
def test_index_and_database_find_the_same(
    app: Flask, work: Any, told: list[dict[str, Any]], asked: list[dict[str, list[str]]]
) -> None:
    with transaction():
        for made in db.session.scalars(select(Practice)):
            made.status = "archived"
    writer = user("focal_point")
    for values in told:
        practice(submitter=writer, **values)
        practice("draft", submitter=writer, **values)
    work()
    for chosen in asked:
        filters = {facet: frozenset(values) for facet, values in chosen.items()}
        results = search(GUEST, "", filters | {"type": frozenset({"practice"})}, per_page=100)
        in_index = {hit.thing.id for hit in results.found}
        in_database = {made.id for made in db.session.scalars(finding.published(GUEST, filters))}
        assert in_index == in_database, filters

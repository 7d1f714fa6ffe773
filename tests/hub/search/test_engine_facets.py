"""A facet counts what the query and the other facets leave."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.search.engines import ENGINES, Document, Engine, SearchRequest, open_engine
from tests.hub.search.library import PUBLIC, document, engine_with, found, search

LIBRARY = [
    document(1, "Visa rights", country="KE UG", objective="5", year="2020"),
    document(2, "Visa cost", country="KE", objective="5 8", year="2021"),
    document(3, "Visa law", country="SN", objective="8", year="2021"),
    document(4, "Border law", country="SN", year="2022"),
]


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return engine_with(tmp_path, LIBRARY, request.param)


def test_values_of_one_facet_are_alternatives_and_facets_join(engine: Engine) -> None:
    def filtered(**filters: str) -> set[int]:
        return set(found(engine, "", filters={name: frozenset(values.split()) for name, values in filters.items()}))

    assert filtered(country="KE") == {1, 2}
    assert filtered(country="UG SN") == {1, 3, 4}
    assert filtered(country="KE SN", objective="8") == {2, 3}
    assert filtered(country="XX") == set()
    assert filtered(unheard="of") == set()
    assert filtered(country="") == {1, 2, 3, 4}


def test_a_facet_counts_as_if_it_were_not_chosen_itself(engine: Engine) -> None:
    results = search(engine, "visa", filters={"country": frozenset({"KE"})})
    assert results.total == 2
    assert results.facets["country"] == {"KE": 2, "UG": 1, "SN": 1}
    assert results.facets["objective"] == {"5": 2, "8": 1}
    assert results.facets["year"] == {"2020": 1, "2021": 1}


def test_two_chosen_facets_each_count_under_the_other(engine: Engine) -> None:
    chosen = {"country": frozenset({"KE"}), "objective": frozenset({"8"})}
    facets = search(engine, "", filters=chosen).facets
    assert facets["country"] == {"KE": 1, "SN": 1}
    assert facets["objective"] == {"5": 2, "8": 1}
    assert facets["year"] == {"2021": 1}


def test_fields_typed_into_the_query_restrict_all_counts(engine: Engine) -> None:
    results = search(engine, "visa country:ke year:2020..2021")
    assert results.total == 2
    assert results.facets["country"] == {"KE": 2, "UG": 1}
    assert set(found(engine, "-country:ke")) == {3, 4}
    assert found(engine, "objective:8 country:sn") == [3]
    assert found(engine, "lang:fr") == []
    assert set(found(engine, "-lang:fr")) == {1, 2, 3, 4}


VALUES = st.sets(st.sampled_from("abc"), max_size=2)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(VALUES, VALUES, st.booleans(), st.booleans()), max_size=12),
    one=st.sets(st.sampled_from("abcx"), max_size=2),
    two=st.sets(st.sampled_from("abc"), max_size=2),
    text=st.sampled_from(["", "visa"]),
)
def test_counts_are_those_of_counting_by_hand(
    tmp_path_factory: pytest.TempPathFactory, rows: list, one: set[str], two: set[str], text: str
) -> None:
    documents = [
        document(number, "visa" if visa else "law", one=" ".join(sorted(ones)), two=" ".join(sorted(twos)),
                 audience=PUBLIC if public else frozenset({"staff"}))
        for number, (ones, twos, visa, public) in enumerate(rows, 1)
    ]  # fmt: skip
    engine = open_engine("whoosh", tmp_path_factory.mktemp("facets"))
    for half in (documents[::2], documents[1::2]):
        engine.replace(half)
    results = engine.search(SearchRequest(text, PUBLIC, {"one": frozenset(one), "two": frozenset(two)}))
    left = [each for each in documents if each.audience == PUBLIC and (not text or each.title == "visa")]

    def passes(each: Document, name: str, chosen: set[str]) -> bool:
        return not chosen or not chosen.isdisjoint(each.facets[name])

    def counts(name: str, other: str, chosen: set[str]) -> dict[str, int]:
        values = [value for each in left if passes(each, other, chosen) for value in each.facets[name]]
        return {value: values.count(value) for value in values}

    assert results.total == sum(passes(each, "one", one) and passes(each, "two", two) for each in left)
    assert results.facets.get("one", {}) == counts("one", "two", two)
    assert results.facets.get("two", {}) == counts("two", "one", one)

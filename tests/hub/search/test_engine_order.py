"""Hits in an order that the caller gives, and all that is found without looking at it."""

from pathlib import Path

import pytest

from hub.search.engines import ENGINES, Engine, Key, SearchRequest
from tests.hub.search.library import MEMBER, PUBLIC, document, engine_with, found

LIBRARY = [document(n, f"Visa {n}", "visa " * n, country="KE" if n % 2 else "SN") for n in range(1, 8)]
SECRET = document(9, "Visa for members", country="KE", audience=frozenset({"member"}))


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Several segments, one document renewed and one deleted."""
    made = engine_with(tmp_path, LIBRARY[:3], request.param)
    made.replace([*LIBRARY[3:], SECRET])
    made.replace([LIBRARY[1]], deleted=[("practice", 4)])
    return made


def places(*ids: int) -> dict[Key, int]:
    return {("practice", i): place for place, i in enumerate(ids)}


def test_hits_come_in_the_order_given_across_segments_page_by_page(engine: Engine) -> None:
    order = places(3, 7, 1, 5, 6, 2)
    assert found(engine, "", order=order) == found(engine, "visa", order=order) == [3, 7, 1, 5, 6, 2]
    assert found(engine, "visa", order=order, offset=2, limit=2) == [1, 5]
    assert found(engine, "", order=order, filters={"country": frozenset({"SN"})}) == [6, 2]


def test_what_has_no_place_comes_last_and_what_is_not_found_takes_none(engine: Engine) -> None:
    assert found(engine, "", order=places(99, 5, 4))[:1] == [5]
    assert sorted(found(engine, "", order=places(99, 5, 4))) == [1, 2, 3, 5, 6, 7]


def test_an_order_opens_nothing(engine: Engine) -> None:
    assert 9 not in found(engine, "", order=places(9, 1))
    assert found(engine, "", MEMBER, order=places(9, 1))[:2] == [9, 1]


def test_keys_are_all_that_is_found_whatever_the_page(engine: Engine) -> None:
    def keys(text: str, audience: frozenset[str] = PUBLIC, **more: frozenset[Key] | int) -> list[int]:
        return [i for _kind, i in engine.keys(SearchRequest(text, audience, **more))]  # type: ignore[arg-type]

    assert keys("visa", limit=2, offset=4) == found(engine, "visa", limit=100)
    assert sorted(keys("")) == [1, 2, 3, 5, 6, 7]
    assert sorted(keys("country:ke", MEMBER)) == [1, 3, 5, 7, 9]
    assert 3 not in keys("visa", hidden=frozenset({("practice", 3)}))
    assert keys("unheard") == []

"""The map of tiles has a place for each country, and shades that say how much there is."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hub.taxonomy import COUNTRIES, countries_in
from hub.tiles import SHADES, TileMap, places

CODES = COUNTRIES.codes


def test_every_country_has_a_place_of_its_own() -> None:
    assert set(places()) == set(CODES)
    assert [place for place, n in Counter(places().values()).items() if n > 1] == []


def test_continents_lie_where_they_are_on_other_maps() -> None:
    def middle(region: str) -> tuple[float, float]:
        found = [places()[code] for code in countries_in(region)]
        return sum(p.column for p in found) / len(found), sum(p.row for p in found) / len(found)

    americas, africa, europe, asia = (middle(region) for region in ("019", "002", "150", "142"))
    assert americas[0] < africa[0] < asia[0] and europe[0] < asia[0]
    assert europe[1] < africa[1] and europe[1] < asia[1]


def test_neighbours_are_near() -> None:
    for one, other in (
        ("PT", "ES"),
        ("KE", "TZ"),
        ("AR", "UY"),
        ("VN", "LA"),
        ("MX", "GT"),
        ("EE", "LV"),
        ("MA", "DZ"),
    ):
        a, b = places()[one], places()[other]
        assert max(abs(a.column - b.column), abs(a.row - b.row)) <= 2, (one, other)


NUMBERS = st.dictionaries(st.sampled_from(CODES), st.integers(1, 40), max_size=60)


@given(NUMBERS)
def test_more_is_never_lighter_and_the_legend_tells_each_shade(numbers: dict[str, int]) -> None:
    shown = TileMap(numbers)
    tiles = {tile.code: tile for tile in shown.tiles}
    assert len(tiles) == len(CODES)
    assert {code: tile.number for code, tile in tiles.items() if tile.shade} == numbers
    told = {shade: (least, most) for shade, least, most in shown.legend}
    assert set(told) == {tile.shade for tile in tiles.values() if tile.number}
    assert not told or max(told) == SHADES
    for tile in tiles.values():
        if tile.number:
            assert told[tile.shade][0] <= tile.number <= told[tile.shade][1]
    bounds = [bound for shade in sorted(told) for bound in told[shade]]
    assert bounds == sorted(bounds)


def test_shades_hold_about_as_many_countries() -> None:
    shown = TileMap({code: n for n, code in enumerate(CODES[:80], 1)})
    assert Counter(tile.shade for tile in shown.tiles if tile.number) == {1: 20, 2: 20, 3: 20, 4: 20}
    assert shown.legend == [(1, 1, 20), (2, 21, 40), (3, 41, 60), (4, 61, 80)]


def test_where_all_have_the_same_there_is_one_shade() -> None:
    assert TileMap({"KE": 2, "TZ": 2}).legend == [(SHADES, 2, 2)]
    assert TileMap({}).legend == []

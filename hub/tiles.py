"""A map on which each country is a tile of the same size, shaded by how much there is of something."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hub.i18n import label
from hub.taxonomy.vocabulary import DATA

SHADES = 4


class Place(NamedTuple):
    """Where a tile stands, from 0, counted from the north-west: no map is mirrored from right to left."""

    column: int
    row: int


class Tile(NamedTuple):
    """A country on the map. `shade` is 0 where there is nothing, and `SHADES` where there is the most."""

    code: str
    label: str
    number: int
    shade: int
    place: Place


class Shade(NamedTuple):
    """What a shade stands for: the least and the most that its countries have."""

    shade: int
    least: int
    most: int


@dataclass(frozen=True)
class TileMap:
    """Numbers by country, as tiles."""

    numbers: Mapping[str, int]

    @property
    def columns(self) -> int:
        return 1 + max(place.column for place in places().values())

    @property
    def rows(self) -> int:
        return 1 + max(place.row for place in places().values())

    @property
    def tiles(self) -> Iterator[Tile]:
        """All countries, from north to south and west to east."""
        most = self._most()
        for code, place in places().items():
            number = self.numbers.get(code, 0)
            shade = SHADES - sum(number <= bound for bound in most[:-1]) if number else 0
            yield Tile(code, label("countries", code), number, shade, place)

    @property
    def legend(self) -> list[Shade]:
        """The shades in use, the lightest first."""
        found: list[Shade] = []
        most = self._most()
        for below, bound in zip([0, *most], most, strict=False):
            least = min(n for n in self.numbers.values() if n > below)
            found.append(Shade(SHADES - len(most) + len(found) + 1, least, bound))
        return found

    def _most(self) -> list[int]:
        """The most of each shade: each holds about as many countries, and equal numbers share a shade."""
        known = sorted(n for n in self.numbers.values() if n)
        return sorted({known[-(-len(known) * part // SHADES) - 1] for part in range(1, SHADES + 1)}) if known else []


@cache
def places() -> dict[str, Place]:
    """Where each country stands, in reading order."""
    drawn = tomllib.loads((DATA / "tiles.toml").read_text("utf-8"))["rows"].strip().splitlines()
    return {
        code: Place(column, row)
        for row, line in enumerate(drawn)
        for column, code in enumerate(line.split())
        if code != ".."
    }

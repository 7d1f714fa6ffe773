"""The practices of a list on a map, and the table behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request, url_for

from hub.auth.actors import current_actor
from hub.exchange.download import send_rows
from hub.guard import public
from hub.guest_pages import kept_for_guests
from hub.i18n import label
from hub.pagination import here, with_query
from hub.search.browse import Browsing, browse, gathered, pairs
from hub.security import limiter
from hub.taxonomy import COUNTRIES
from hub.taxonomy.vocabulary import sort_key
from hub.tiles import TileMap
from repository.queries import finding
from repository.search.listing import LISTING
from repository.views.blueprint import bp


@dataclass(frozen=True)
class Row:
    """A country with its practices. `url` is the list of exactly these; "" where no address shows it."""

    code: str
    name: str
    region: str
    number: int
    url: str = ""


ORDERS: dict[str, Callable[[Row], Any]] = {
    "name": lambda row: sort_key(row.name),
    "region": lambda row: (sort_key(row.region), -row.number, sort_key(row.name)),
    "number": lambda row: (-row.number, sort_key(row.name)),
}
"""How the table can be sorted, by the name of each column."""


@bp.get("/map", endpoint="map")
@public
@kept_for_guests
def show_map() -> str:
    """Where the practices of the list are: a map of tiles, and the same as a table."""
    browsing = browse(current_actor(), LISTING, hits=False)
    found = finding.published(current_actor(), browsing.filters, browsing.text)
    numbers, apart = finding.counted_by(found, "country"), finding.naming_no_country(found)
    order = request.args.get("order", "")
    rows = _rows(browsing, numbers)
    return render_template(
        "repository/map.html",
        browsing=browsing,
        map=TileMap(numbers),
        rows=sorted(rows, key=ORDERS.get(order, ORDERS["number"])),
        urls={row.code: row.url for row in rows},
        heads=[(name, here(request.args.to_dict(flat=False) | {"order": [name]})) for name in ORDERS],
        order=order if order in ORDERS else "number",
        total=finding.number_of(found),
        apart=finding.number_of(apart),
        regions=_regions(finding.counted_by(apart, "region")),
    )


@bp.get("/map.csv")
@public
@limiter.limit("30/minute")
def map_table() -> Response:
    """The table of the map."""
    browsing = browse(current_actor(), LISTING, hits=False)
    found = finding.published(current_actor(), browsing.filters, browsing.text)
    rows = sorted(_rows(browsing, finding.counted_by(found, "country")), key=ORDERS["number"])
    told = [{"code": r.code, "country": r.name, "region": r.region, "practices": r.number} for r in rows]
    return send_rows("practices-by-country", "csv", told, ("code", "country", "region", "practices"))


def _rows(browsing: Browsing, numbers: Mapping[str, int]) -> list[Row]:
    return [
        Row(code, label("countries", code), label("regions", COUNTRIES.text(code, "region")), number,
            _list_of(code, browsing))
        for code, number in numbers.items()
    ]  # fmt: skip


def _list_of(country: str, browsing: Browsing) -> str:
    """The list of the practices in a country that the map counts.

    Where other countries are chosen there is none: a list shows what is in any of the chosen countries.
    """
    if country not in browsing.filters.get("country", {country}):
        return ""
    filters = browsing.filters | {"country": frozenset({country})}
    return with_query(url_for("repository.index"), gathered(pairs(filters, browsing.text)))


def _regions(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    named = ((label("regions", code), number) for code, number in numbers.items())
    return sorted(named, key=lambda one: (-one[1], sort_key(one[0])))

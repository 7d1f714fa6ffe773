"""The map counts exactly the practices that the list with the same filters shows."""

import csv
import io
import re
from collections import Counter
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from hub.db import db
from repository.models import Practice
from repository.workflow import PUBLIC
from tests.clients import HubClient
from tests.factories import practice, user


@pytest.fixture
def some(work: Any) -> None:
    practice(countries=["KE", "TZ"], title="A practice on skills and other things")
    practice(countries=["KE"], objectives_primary=["3"], language="fr")
    practice(countries=["TZ", "MA"], objectives_primary=["3"])
    practice(countries=[], regions=["014", "015"], scope="regional")
    practice(countries=[], regions=["014"], scope="regional", objectives_primary=["3"])
    practice(countries=[], scope="global")
    practice("draft", countries=["KE", "BT"])
    practice("archived", countries=["KE", "BT"])
    work()


def tiles(page: str) -> dict[str, int]:
    """Countries on the map that have something."""
    return {code: int(n) for code, n in re.findall(r'y="11">(\w\w)</text><text[^>]*>(\d+)<', page)}


def table(page: str) -> list[tuple[str, str, int]]:
    """Name, region and number of each row."""
    body = page.partition('<table id="countries">')[2].partition("</table>")[0].partition("<tbody>")[2]
    found = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td class="num">(\d+)</td>', body)
    return [(unescape(re.sub("<[^>]+>", "", name)), region, int(n)) for name, region, n in found]


def counted(*conditions: Any) -> dict[str, int]:
    """The same, counted from the rows of the database."""
    found = db.session.scalars(select(Practice).where(Practice.status.in_(PUBLIC), *conditions))
    return dict(Counter(code for made in found for code in made.countries))


def test_tiles_and_table_tell_what_is_in_the_database(client: HubClient, some: None) -> None:
    for query, conditions in (
        ("", ()),
        ("objective=3", (Practice.tagged("objective_1", ["3"]),)),
        ("language=fr", (Practice.language == "fr",)),
        ("country=KE", (Practice.tagged("country", ["KE"]),)),
    ):
        expected = counted(*conditions)
        for reader in (None, user("secretariat")):
            page = client.as_(reader).get(f"/practices/map?{query}").text
            assert tiles(page) == expected
            assert sorted(n for _name, _region, n in table(page)) == sorted(expected.values())
    assert counted() == {"KE": 2, "TZ": 2, "MA": 1}


def test_each_tile_leads_to_a_list_of_as_many_practices(client: HubClient, some: None) -> None:
    for query in ("", "objective=3", "country=KE", "country=KE&country=MA&objective=3", "region=014", "q=skills"):
        page = client.get(f"/practices/map?{query}").text
        links = re.findall(r'<a href="([^"]+)" class="q\d"[^>]*><title>[^<]*: (\d+)</title>', page)
        assert links
        for url, number in links:
            told = client.get(f"/api/v1{unescape(url)}").json
            assert told["total"] == int(number), (query, url)
        assert {url for url, _n in links} == set(re.findall(r'<th scope="row"><a href="([^"]+)"', page))


def test_a_country_beside_those_chosen_is_counted_but_leads_nowhere(client: HubClient, some: None) -> None:
    page = client.get("/practices/map?country=KE").text
    assert tiles(page) == {"KE": 2, "TZ": 1}
    assert re.findall(r'<a href="[^"]+" class="q\d"[^>]*><title>(\w+)', page) == ["Kenya"]
    assert '<th scope="row">Tanzania' in page


def test_practices_of_whole_regions_stand_apart(client: HubClient, some: None) -> None:
    page = client.get("/practices/map").text
    assert "The map shows 3 practices by the countries that they name." in page
    assert "3 more practices are about a whole region or the world; they stand apart" in page
    apart = page.partition("Practices about a region as a whole")[2]
    assert re.findall(r'<th scope="row">(.*?)</th><td class="num">(\d)', apart) == [
        ("Eastern Africa", "2"), ("Northern Africa", "1"),
    ]  # fmt: skip
    assert "stand apart" not in client.get("/practices/map?country=KE").text


def test_list_and_map_lead_to_each_other_and_keep_filters_and_words(client: HubClient, some: None) -> None:
    query = "objective=8&amp;country=KE&amp;q=skills"
    address = f"/practices?{unescape(query)}"
    assert f'href="/practices/map?{query}"' in client.get(address).text
    page = client.get(f"/practices/map?{unescape(query)}").text
    assert f'href="/practices?{query}"' in page
    assert 'class="tag rm" href="/practices/map?country=KE&amp;q=skills"' in page
    assert f'href="/practices/map.csv?{query}"' in page
    assert f'rel="canonical" href="http://localhost/practices/map?{query}"' in page


def test_the_table_can_be_sorted_by_each_column(client: HubClient, some: None) -> None:
    def names(order: str) -> list[str]:
        return [name for name, _region, _n in table(client.get(f"/practices/map?order={order}").text)]

    assert names("number") == names("") == names("nonsense") == ["Kenya", "Tanzania", "Morocco"]
    assert names("name") == ["Kenya", "Morocco", "Tanzania"]
    assert names("region") == ["Kenya", "Tanzania", "Morocco"]
    heads = re.findall(r'aria-sort="(\w+)"><a href="([^"]+)"', client.get("/practices/map?order=name&objective=8").text)
    assert heads == [("ascending", "/practices/map?order=name&amp;objective=8#countries")]


def test_the_table_comes_as_a_file(client: HubClient, some: None) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/practices/map.csv?objective=3").text)))
    assert rows == [
        {"code": "KE", "country": "Kenya", "region": "Eastern Africa", "practices": "1"},
        {"code": "MA", "country": "Morocco", "region": "Northern Africa", "practices": "1"},
        {"code": "TZ", "country": "Tanzania", "region": "Eastern Africa", "practices": "1"},
    ]
    assert client.get("/practices/map.csv?country=BT").text == "code,country,region,practices\n"


def test_where_nothing_names_a_country_there_is_no_map(client: HubClient, some: None) -> None:
    page = client.get("/practices/map?country=BT").text
    assert "None of these practices names a country." in page
    assert '<svg class="tiles"' not in page


def test_the_map_is_not_mirrored_and_says_what_it_is(client: HubClient, some: None) -> None:
    page = client.get("/practices/map", headers={"Accept-Language": "ar"}).text
    assert 'dir="rtl"' in page and '<div class="scroll wide" dir="ltr">' in page
    drawn = page[page.index('<svg class="tiles"') : page.index("</svg>", page.index('<svg class="tiles"'))]
    assert 'role="group" aria-labelledby="map-title" aria-describedby="map-text"' in drawn
    assert drawn.count("<text") == 249 + 3
    assert "كينيا: 2" in drawn

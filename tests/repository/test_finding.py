"""The list of practices: what narrows and orders it, for people and for programs."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub import clock
from hub.db import db, transaction
from hub.search import facets
from hub.slugs import unique_slug
from repository.models import Practice
from repository.search.listing import LISTING
from tests.clients import HubClient
from tests.factories import practice, review, user

IOM = [{"name": "International Organization for Migration", "category": "un-entity"}]


def slugs(page: Any) -> list[str]:
    """The practices of a page, in its order."""
    return re.findall(r'<h2[^>]*><a href="/practices/([^"]+)"', page.text)


def named(**slugs_by_name: Any) -> dict[str, str]:
    return {made.slug: name for name, made in slugs_by_name.items()}


def option(page: Any, facet: str, value: str) -> str | None:
    """What stands beside the box of a filter."""
    found = re.search(rf'name="{facet}" value="{value}"[^>]*><span dir="auto">(.*?)</span></label>', page.text)
    return re.sub(r"<[^>]+>", "", unescape(found[1])) if found else None


@pytest.fixture
def some(work: Callable[[], int]) -> dict[str, str]:
    """Three practices, indexed; their names by slug."""
    made = named(
        roads=practice(title="Cooperation on Roads", countries=["KE", "TZ"], sdgs=["8"], lead_organizations=IOM,
                       start_year=2019, end_year=2021, practice_type="policy", principles=["human-rights"]),
        boats=practice(title="A rescue by boats at sea", countries=["MA"], scope="local", objectives_primary=["8"],
                       objectives_secondary=["10"], partners=IOM, start_year=2021, end_year=2021, language="fr"),
        skies=practice(title="Barometer of the skies", countries=[], regions=["014"], scope="regional",
                       objectives_primary=["3"], start_year=2020),
    )  # fmt: skip
    publish_one_after_another()
    work()
    return made


def publish_one_after_another() -> None:
    """A day between them: the index knows times by the second."""
    with transaction():
        for made in db.session.scalars(select(Practice)):
            made.published_at = clock.now() + timedelta(days=made.id - 100)


def found(client: HubClient, some: dict[str, str], query: str) -> list[str]:
    """What the page and the API find, which is the same."""
    page = client.get(f"/practices?{query}")
    told = client.get(f"/api/v1/practices?{query}").json
    assert [item["slug"] for item in told["items"]] == slugs(page), query
    assert told["total"] == len(slugs(page))
    return [some[slug] for slug in slugs(page)]


def test_each_filter_leaves_what_it_says(client: HubClient, some: dict[str, str]) -> None:
    expected = {
        "objective=8": {"roads", "boats"}, "objective=10": {"boats"}, "objective=10&objective=3": {"boats", "skies"},
        "principle=human-rights": {"roads"}, "sdg=8": {"roads"}, "country=KE": {"roads"},
        "region=014": {"roads", "skies"}, "region=002": {"roads", "boats", "skies"}, "region=015": {"boats"},
        "practice_type=policy": {"roads"}, "scope=regional": {"skies"}, "language=fr": {"boats"},
        "organization=international-organization-for-migration": {"roads", "boats"},
        "objective=8&region=015": {"boats"}, "objective=3&country=KE": set(), "reused=yes": set(),
        "q=rescue": {"boats"}, "q=rescue&country=KE": set(),
    }  # fmt: skip
    assert {query: set(found(client, some, query)) for query in expected} == expected


def test_a_practice_belongs_to_each_year_of_its_run_and_to_all_since_it_began_while_it_goes_on(
    client: HubClient, some: dict[str, str]
) -> None:
    runs = {year: set(found(client, some, f"year={year}")) for year in (2018, 2019, 2020, 2021, 2022, 2100)}
    assert runs == {2018: set(), 2019: {"roads"}, 2020: {"roads", "skies"}, 2021: {"roads", "skies", "boats"},
                    2022: {"skies"}, 2100: {"skies"}}  # fmt: skip
    page = client.get("/practices")
    assert option(page, "year", "2021") == "2021 (3)"
    assert option(page, "year", str(clock.now().year)) == f"{clock.now().year} (1)"
    assert option(page, "year", str(clock.now().year + 1)) is None


def test_a_filter_counts_what_the_others_leave(client: HubClient, some: dict[str, str]) -> None:
    page = client.get("/practices?objective=8")
    assert option(page, "objective", "3") == "3 Information provision (1)"
    assert option(page, "country", "KE") == "Kenya (1)"
    assert option(page, "region", "014") == "Eastern Africa (1)"
    assert option(page, "organization", "international-organization-for-migration") == f"{IOM[0]['name']} (2)"
    assert option(page, "scope", "regional") is None


def test_the_list_comes_in_each_order(client: HubClient, some: dict[str, str]) -> None:
    assert found(client, some, "") == found(client, some, "sort=newest") == ["skies", "boats", "roads"]
    assert found(client, some, "sort=title") == ["boats", "skies", "roads"]
    assert found(client, some, "sort=title&region=014") == ["skies", "roads"]
    assert found(client, some, "sort=reused") == ["skies", "boats", "roads"]


def test_what_was_changed_last_comes_first_where_asked_for(app: Flask, client: HubClient, work: Any) -> None:
    old, new = practice(title="An older practice of ours"), practice(title="A newer practice of ours")
    publish_one_after_another()
    with transaction():
        old.updated_at = clock.now() + timedelta(hours=1)
    work()
    assert found(client, named(old=old, new=new), "sort=updated") == ["old", "new"]
    assert found(client, named(old=old, new=new), "") == ["new", "old"]


def test_words_are_found_best_first_and_any_other_way_too(client: HubClient, work: Any) -> None:
    made = named(
        little=practice(title="Something else by name", summary="On remittances."),
        much=practice(title="Remittances at low cost", summary="Remittances, again remittances."),
    )
    practice(title="Nothing of this in here")
    publish_one_after_another()
    work()
    assert found(client, made, "q=remittances") == ["much", "little"]
    assert found(client, made, "q=remittances&sort=title") == ["much", "little"]
    assert found(client, made, "q=remittances&sort=newest") == ["much", "little"]
    told = client.get("/api/v1/practices?q=remittances&per_page=1&page=2").json
    assert (told["total"], [made[item["slug"]] for item in told["items"]]) == (2, ["little"])
    assert "<mark>" in client.get("/practices?q=remittances&sort=title").text


def test_nothing_is_counted_or_named_that_is_not_public(client: HubClient, work: Any) -> None:
    writer, reviewer = user("focal_point"), user("reviewer")
    secret = [{"name": "Secret Ministry", "category": "member-state"}]
    hidden = practice("draft", submitter=writer, countries=["BT"], lead_organizations=secret, start_year=1999)
    under_review = practice("under_review", countries=["BT"], partners=secret)
    review(under_review, "declared", reviewer=reviewer)
    gone = practice(countries=["BT"], donors=secret)
    practice(countries=["KE"])
    work()
    with transaction():
        gone.status = "archived"
    for reader in (None, writer, reviewer, user("secretariat")):
        for indexed in (False, True):
            if indexed:
                work()
            browser = client.as_(reader)
            for address in ("/practices", "/practices?country=BT", "/practices?organization=secret-ministry",
                            "/practices/by/country", "/practices/by/organization", "/practices/map"):  # fmt: skip
                page = browser.get(address).text
                assert "Secret Ministry" not in page, address
                assert "(0)" not in page.replace('Bhutan <span class="n">(0)', ""), address
            assert slugs(browser.get("/practices?country=BT")) == []
    assert hidden.lead_organizations[0].name == "Secret Ministry"


def test_an_organization_of_drafts_alone_is_as_unknown_as_one_that_is_not_there(client: HubClient, work: Any) -> None:
    practice("draft", lead_organizations=[{"name": "Secret Ministry", "category": "member-state"}])
    work()
    for slug in ("secret-ministry", "no-such-ministry"):
        assert f"Not used in this list: {slug}" in client.get(f"/practices?organization={slug}").text
        refused = client.get(f"/api/v1/practices?organization={slug}")
        assert refused.status_code == 422
        assert refused.json["errors"] == [{"field": "organization", "message": f"{slug} is not one of the choices."}]


def test_somebody_s_own_drafts_can_be_filtered_in_the_api(client: HubClient, work: Any) -> None:
    writer = user("focal_point")
    mine = practice("draft", submitter=writer, countries=["BT"], start_year=2015, title="My very own draft")
    practice("draft", countries=["BT"])
    work()

    def told(query: str) -> list[str]:
        return [item["slug"] for item in client.as_(writer).get(f"/api/v1/practices?{query}").json["items"]]

    assert told("country=BT") == told("status=draft&region=034&year=2017&sort=title") == [mine.slug]
    assert told("status=submitted&country=BT") == told("country=KE") == told("country=BT&q=draft") == []


@pytest.mark.parametrize("name", [*LISTING.facets, "sort", "status"])
def test_a_program_learns_which_parameter_it_got_wrong(client: HubClient, name: str) -> None:
    for value in ("no-such-thing", "\x00", "'", "20220"):
        refused = client.get("/api/v1/practices", query_string={name: value})
        assert (refused.status_code, {error["field"] for error in refused.json["errors"]}) == (422, {name})


def test_people_are_told_which_words_of_the_address_were_not_used(client: HubClient, some: dict[str, str]) -> None:
    page = client.get("/practices?country=XX&year=20220&country=KE&sort=backwards&organization=%00")
    assert slugs(page) == slugs(client.get("/practices?country=KE"))
    assert re.search(r"Not used in this list: XX, 20220, ", page.text)


def test_every_filter_can_be_taken_off_and_the_rest_stays(client: HubClient, some: dict[str, str]) -> None:
    page = client.get("/practices?objective=8&country=KE&country=MA&q=by+or+on&sort=title&page=1")
    links = [unescape(link) for link in re.findall(r'<a class="tag rm" href="([^"]+)"', page.text)]
    assert links == [
        "/practices?country=KE&country=MA&q=by+or+on&sort=title",
        "/practices?objective=8&country=MA&q=by+or+on&sort=title",
        "/practices?objective=8&country=KE&q=by+or+on&sort=title",
    ]


def test_a_list_has_one_address_however_it_was_asked_for(client: HubClient, some: dict[str, str]) -> None:
    asked = ("country=MA&objective=8&country=KE", "objective=8&sort=&lang=en&country=KE&country=MA&page=1&country=KE")
    pages = [client.get(f"/practices?{query}").text for query in asked]
    canonical = {re.search(r'rel="canonical" href="([^"]+)"', page)[1] for page in pages}  # type: ignore[index]
    assert canonical == {"http://localhost/practices?objective=8&amp;country=KE&amp;country=MA"}


def test_where_nothing_fits_the_list_says_what_to_leave_out(client: HubClient, some: dict[str, str]) -> None:
    page = client.get("/practices?objective=3&country=KE&sdg=1")
    assert "Leave one of these out" not in page.text and "remove filters" in page.text
    page = client.get("/practices?objective=3&country=KE&q=barometer")
    ways = re.findall(r'<li><a href="([^"]+)">Without “(.*?)”: (.*?)</a>', page.text)
    assert [(unescape(url), label, number) for url, label, number in ways] == [
        ("/practices?objective=3&q=barometer", "Kenya", "1 practice"),
    ]
    assert slugs(client.get(unescape(ways[0][0])))
    assert "Show all practices" in page.text


def test_the_number_is_told_in_words(client: HubClient, some: dict[str, str]) -> None:
    told = {query: re.search(r'role="status">([^<]+)<', client.get(f"/practices?{query}").text.split("<h1")[1])
            for query in ("", "country=KE", "objective=8")}  # fmt: skip
    assert {query: said[1] for query, said in told.items() if said} == {
        "": "3 practices", "country=KE": "1 practice fits", "objective=8": "2 practices fit",
    }  # fmt: skip


@pytest.fixture
def many(work: Any) -> None:
    """A practice in each of thirty countries, and two more in Kenya, each of an organization of its own."""
    codes = ["KE", "KE", "KE", "UG", "TZ", "RW", "BI", "SO", "ET", "ER", "DJ", "SS", "SD", "EG", "LY", "TN", "DZ",
             "MA", "MR", "ML", "NE", "TD", "NG", "BJ", "TG", "GH", "CI", "LR", "SL", "GN", "GW", "GM"]  # fmt: skip
    for code in codes:
        practice(countries=[code])
    work()


def test_of_a_long_filter_the_list_shows_the_most_frequent_and_a_page_shows_all(client: HubClient, many: None) -> None:
    page = client.get("/practices?objective=8")
    shown = re.findall(r'name="country" value="(\w\w)"', page.text)
    assert shown[0] == "KE" and len(shown) == facets.MOST
    link = re.search(r'<a href="([^"]+)">Show all 30<', page.text)
    assert link and unescape(link[1]) == "/practices/by/country?objective=8"
    every = client.get(unescape(link[1]))
    labels = re.findall(r'name="country" value="\w\w"><span dir="auto">(\w+)', every.text)
    assert len(labels) == 30 and labels == sorted(labels)
    assert option(every, "country", "KE") == "Kenya (3)"
    assert '<input type="hidden" name="objective" value="8">' in every.text
    assert 'action="/practices"' in every.text and "data-narrow" in every.text


def test_a_chosen_value_stays_in_sight_however_rare(client: HubClient, many: None) -> None:
    assert re.search(r'value="GM" checked', client.get("/practices?country=GM").text)


def test_values_are_found_by_part_of_their_name_without_script(
    client: HubClient, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repository.views.finding.OPTIONS", 10)
    first = client.get("/practices/by/country?country=GM&country=KE")
    assert "Next page" in first.text
    chosen = re.findall(r'<input type="checkbox" name="country" value="(\w\w)" checked', first.text)
    assert set(chosen) == {"GM", "KE"}, "what is chosen comes along, on whichever page it stands"
    found = client.get("/practices/by/country?find=COTE")
    assert re.findall(r'name="country" value="(\w\w)"', found.text) == ["CI"]
    assert "Nothing of this name" in client.get("/practices/by/country?find=xyz").text


def test_there_is_no_page_for_what_is_no_filter(client: HubClient) -> None:
    assert client.get("/practices/by/title").status_code == 404
    assert client.get("/practices/by/country?page=0").status_code == 404


def test_search_stays_within_practices_and_keeps_the_filters(client: HubClient, some: dict[str, str]) -> None:
    page = client.get("/practices?objective=8&sort=title").text
    form = page[page.index('<form class="inline" role="search"') :].partition("</form>")[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("objective", "8"), ("sort", "title")]


def test_a_practice_cannot_take_the_address_of_the_map(app: Flask) -> None:
    assert unique_slug(Practice, "Map").startswith("map-")

"""The page to try the API: it works without JavaScript and leads nowhere else."""

import re

import pytest

from hub.auth.models import User
from hub.openapi.endpoints import endpoints
from tests.clients import HubClient
from tests.factories import practice, user

pytestmark = pytest.mark.one_database


def test_the_page_shows_every_endpoint_with_a_form_for_each_that_reads(client: HubClient) -> None:
    page = client.get("/api/v1/docs")
    assert page.status_code == 200 and page.mimetype == "text/html"
    assert all(f"<code>{endpoint.path}</code>" in page.text for endpoint in endpoints())
    assert page.text.count("data-try=") == sum(not endpoint.writes for endpoint in endpoints())


def test_every_link_within_the_page_leads_to_a_part_of_it(client: HubClient) -> None:
    page = client.get("/api/v1/docs").text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_loads_nothing_from_elsewhere_and_holds_no_inline_code(client: HubClient) -> None:
    page = client.get("/api/v1/docs").text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.findall(r"<script(?![^>]* src=)| style=| on\w+=", page)


@pytest.mark.parametrize("actor", [None, "member"])
def test_the_page_speaks_the_language_that_is_switched_to(client: HubClient, actor: str | None) -> None:
    reader = client.as_(user(actor, language=None) if actor else None)
    assert 'dir="rtl"' in reader.get("/api/v1/docs?lang=ar").text
    assert 'dir="rtl"' in reader.get("/api/v1/docs").text, "the choice is kept"


def test_a_form_opens_the_address_that_it_asks_for(client: HubClient) -> None:
    slug = practice().slug
    there = client.get("/api/v1/docs/try/repository_api.show", query_string={"slug": slug, "lang": ""})
    assert (there.status_code, there.location) == (302, f"/api/v1/practices/{slug}")
    assert client.get(there.location).json["slug"] == slug


def test_a_form_keeps_repeated_values_and_drops_what_is_no_parameter(client: HubClient) -> None:
    there = client.get("/api/v1/docs/try/search_api.search_api?objective=1&objective=8&_scheme=ftp&_external=1&x=1")
    assert there.location == "/api/v1/search?objective=1&objective=8"


NOTHING = (
    "repository_api.show",
    "repository_api.show?slug=",
    "repository_api.show?slug=a/b",
    "repository_api.create",
    "taxonomy_api.vocabulary?vocabulary=moods",
    "discussions_api.thread?thread_id=x",
    "auth.login",
    "nothing",
)


@pytest.mark.parametrize("asked", NOTHING)
def test_a_form_that_asks_for_nothing_gets_a_page_that_says_so(client: HubClient, asked: str) -> None:
    answer = client.get(f"/api/v1/docs/try/{asked}")
    where = client.get(answer.location) if answer.status_code == 302 else answer
    assert where.status_code == 404


def test_a_guest_and_a_member_are_told_how_to_get_a_token(client: HubClient) -> None:
    member: User = user()
    assert "/login?next=" in client.get("/api/v1/docs").text
    assert f'href="{client.application.url_for("auth.tokens")}"' in client.as_(member).get("/api/v1/docs").text

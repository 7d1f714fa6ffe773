"""The register as people and programs see it: each knows the organizations of what they may open, and no others."""

from typing import Any

import pytest
from flask import Flask

from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import transaction
from hub.taxonomy.organizations import Organization, find_or_add
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, review, user

SECRET = "Zuqbarel"
FULL = f"{SECRET} Foundation for Rivers (ZFR)"


def named_by(status: str, **special: Any) -> tuple[Practice, Organization]:
    made = practice(status, partners=[{"name": FULL, "category": "academia"}], **special)
    return made, made.partners[0]


def api(client: HubClient, actor: User | None, path: str = "", **query: Any) -> Any:
    token = create_token(actor, label="t", scope="read") if actor else ""
    return client.api(token).get(f"/organizations{path}", query_string=query)


def tells(client: HubClient, who: User | None, organization: Organization) -> set[bool]:
    """Whether each place where organizations show tells this reader of one."""
    browser, page = client.as_(who), f"/organizations/{organization.slug}"
    texts = [browser.get(address).text for address in (
        "/organizations", f"/organizations?q={SECRET}", "/organizations?q=ZFR", "/organizations?category=academia",
        "/organizations?country=TZ",
    )] + [api(client, who).text, api(client, who, q=SECRET[:4]).text, api(client, who, q="zfr").text]  # fmt: skip
    found = {organization.name in text for text in texts}
    assert (api(client, who, q=SECRET).json["total"] > 0) in found
    statuses = {browser.get(page).status_code, api(client, who, f"/{organization.slug}").status_code}
    return found | {status == 200 for status in statuses}


@pytest.mark.parametrize("status", ["draft", "under_review", "published", "update_requested", "archived"])
def test_an_organization_is_known_to_whoever_may_open_what_names_it(client: HubClient, status: str) -> None:
    submitter = user("focal_point")
    made, organization = named_by(status, submitter=submitter)
    declared, invited = review(made, "declared").reviewer, review(made).reviewer
    public = status in ("published", "update_requested")
    reads = (submitter, user("secretariat"), *(() if status == "draft" else (declared,)))
    for who in (None, user(), invited):
        assert tells(client, who, organization) == {public}, who
    for who in reads:
        assert tells(client, who, organization) == {True}, who


def test_nothing_else_tells_of_it_either(client: HubClient, work: Any) -> None:
    """A public practice names another organization; the counts, the site map and the search leave the draft's out."""
    named_by("draft")
    made = practice(lead_organizations=[{"name": "IOM"}])
    named_by("archived")
    work()
    for address in ("/sitemap.xml", "/organizations", "/practices", f"/practices/{made.slug}", "/search?q=ZFR",
                    "/api/v1/search?q=Zuqbarel"):  # fmt: skip
        page = client.get(address).text
        assert SECRET.lower() not in page.lower().replace("q=zuqbarel", "").replace("“zuqbarel”", ""), address
    assert "/organizations/international-organization-for-migration" in client.get("/sitemap.xml").text
    iom = api(client, None, "/international-organization-for-migration").json
    assert (iom["practices"], api(client, None).json["total"]) == (1, 1)


def test_a_draft_adds_nothing_to_the_count_of_a_public_organization(client: HubClient) -> None:
    writer = user("focal_point")
    practice(lead_organizations=[{"name": "IOM"}], partners=[{"name": "OIM"}])
    practice("draft", submitter=writer, lead_organizations=[{"name": "IOM"}])
    for who in (None, writer, user("secretariat")):
        (iom,) = (one for one in api(client, who).json["items"] if one["name"].startswith("International"))
        assert iom["practices"] == 1
        page = client.as_(who).get("/organizations/international-organization-for-migration").text
        assert page.count('class="hit"') == 2, "once as leading, once as a partner"


def test_the_list_finds_by_any_name_and_puts_the_nearest_first(client: HubClient) -> None:
    for name in ("IOM", "IOM Development Fund", "Axiom Institute", "Bridges – a friend of migration"):
        practice(lead_organizations=[{"name": name, "category": "academia"}])

    def names(**query: Any) -> list[str]:
        return [one["name"] for one in api(client, None, **query).json["items"]]

    iom, fund = "International Organization for Migration", "IOM Development Fund"
    assert names(q="iom") == [iom, fund]
    assert names(q="migration") == ["Bridges – a friend of migration", iom]
    assert names(q="МОМ") == names(q="المنظمة الدولية") == names(q="organización internacional") == [iom]
    assert names(q="fund iom") == [fund]
    assert names(q="%") == names(q="_") == names(q="!") == []
    assert names() == ["Axiom Institute", "Bridges – a friend of migration", iom, fund]
    assert names(category="un-entity") == [iom]
    assert names(country="KE") == []
    assert len(names(country="TZ")) == 4


def test_addresses_with_nonsense_are_answered_in_words(client: HubClient) -> None:
    assert client.get("/organizations?category=mood&country=XX&q=" + "a" * 5000).status_code == 200
    assert client.get("/organizations?page=x").status_code == 404
    refused = api(client, None, category="mood")
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "category")
    assert client.get("/organizations/nothing").status_code == 404


def test_the_page_of_a_practice_links_to_its_organizations(client: HubClient) -> None:
    made = practice(lead_organizations=[{"name": "IOM"}], donors=[{"name": "Rivers & Bridges"}])
    page = client.get(f"/practices/{made.slug}").text
    for slug in ("international-organization-for-migration", "rivers-bridges"):
        assert f'href="/organizations/{slug}"' in page
        shown = client.get(f"/organizations/{slug}").text
        assert made.title and made.title in shown


def test_the_page_names_what_an_organization_is_known_as_in_their_languages(client: HubClient) -> None:
    practice(lead_organizations=[{"name": "IOM"}])
    page = client.get("/organizations/international-organization-for-migration").text
    assert '<span dir="auto" lang="ar">المنظمة الدولية للهجرة</span>' in page
    assert 'href="https://www.iom.int" rel="noopener nofollow"' in page
    assert "United Nations entity" in page


def test_a_practice_is_found_by_every_name_of_its_organizations(client: HubClient, work: Any) -> None:
    made = practice(lead_organizations=[{"name": "International Organization for Migration"}])
    work()
    for text in ("IOM", "OIM", "МОМ", "المنظمة الدولية للهجرة"):
        found = client.get("/api/v1/search", query_string={"q": text}).json
        assert [one["id"] for one in found["items"]] == [made.slug], text


def test_a_new_name_of_an_entry_leads_to_what_was_found_before(app: Flask, client: HubClient, work: Any) -> None:
    """An entry from before the list of well-known organizations gets the names of that list."""
    made = practice(lead_organizations=[{"name": "Rivers"}])
    with transaction():
        rivers = made.lead_organizations[0]
        rivers.name, rivers.names[0].name, rivers.names[0].key = "iom", "iom", "iom"
    work()
    with transaction():
        find_or_add("OIM")
    work()
    found = client.get("/api/v1/search", query_string={"q": "МОМ"}).json
    assert [one["id"] for one in found["items"]] == [made.slug]


def test_the_form_offers_well_known_organizations_in_the_language_of_the_writer(client: HubClient) -> None:
    """On the step that asks for organizations, and on no other."""
    made = practice("draft", submitter=user("focal_point"))
    browser = client.as_(made.submitter)
    for language, name in (("en", "International Organization for Migration"),
                           ("ru", "Международная организация по миграции")):  # fmt: skip
        page = browser.get(f"/practices/{made.slug}/edit/who?lang={language}").text
        assert f'<option value="{name}" data-category="un-entity">IOM, OIM, МОМ</option>' in page
        assert page.count("<datalist") == 1
        assert 'name="donors-0-name"' in page and 'list="known-organizations"' in page
    for step in (f"{made.slug}/edit/what", f"{made.slug}/edit/where", "new"):
        assert "known-organizations" not in browser.get(f"/practices/{step}").text, step

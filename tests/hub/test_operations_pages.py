"""Addresses for machines: health, robots, the site map."""

from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy import select

from hub.db import db
from hub.pages import operations_pages
from hub.search import indexing
from hub.taxonomy.organizations import Organization
from tests.clients import HubClient
from tests.factories import practice


def addresses(client: HubClient, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.mimetype == "application/xml"
    return [str(loc.text) for loc in ElementTree.fromstring(response.data).iter() if loc.tag.endswith("loc")]


def test_the_process_says_that_it_lives_and_that_it_can_work(client: HubClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok", "database": "ok", "index": "ok"}


def test_it_is_not_ready_while_a_part_is_not_well(
    app: Flask, client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(indexing.engine()), "healthy", lambda _self: "It is broken.")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json == {"status": "unavailable", "database": "ok", "index": "It is broken."}


def test_robots_are_led_to_the_site_map_and_kept_from_people(client: HubClient) -> None:
    told = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /experts/" in told
    assert "Sitemap: http://localhost/sitemap.xml" in told


def test_the_site_map_names_what_a_guest_may_read(client: HubClient) -> None:
    published, draft = practice(), practice("draft")
    found = addresses(client, "/sitemap.xml")
    assert f"http://localhost/practices/{published.slug}" in found
    assert not [address for address in found if draft.slug in address]


def test_the_site_map_of_a_large_hub_has_parts(client: HubClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations_pages, "BLOCK", 2)
    monkeypatch.setattr(operations_pages, "MOST", 9)
    monkeypatch.setattr(operations_pages, "BATCH", 1)
    things = [practice() for _n in range(9)]
    parts = addresses(client, "/sitemap.xml")
    assert "http://localhost/sitemap/practice/4.xml" in parts
    found = [address for part in parts for address in addresses(client, part.removeprefix("http://localhost"))]
    organizations = db.session.scalars(select(Organization).order_by(Organization.id)).all()
    assert organizations == [thing.lead_organizations[0] for thing in things]
    assert found == [
        *(f"http://localhost/organizations/{one.slug}" for one in organizations),
        *(f"http://localhost/practices/{thing.slug}" for thing in things),
    ]
    for path in ("/sitemap/practice/99.xml", "/sitemap/expert/0.xml", "/sitemap/nothing/0.xml"):
        assert client.get(path).status_code == 404

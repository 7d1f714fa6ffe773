"""Full addresses are those of the hub, whatever name it was asked by."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from hub.db import db
from tests.clients import HubClient
from tests.factories import practice

ELSEWHERE = {"base_url": "http://elsewhere.example"}


def test_no_page_and_no_answer_repeats_the_name_that_it_was_asked_by(client: HubClient, work: Any) -> None:
    made = practice(title="Found under its own address")
    work()
    path, address = f"/practices/{made.slug}", f"http://localhost/practices/{made.slug}"
    for place in (
        path,
        f"{path}/cite.bib",
        f"/api/v1{path}",
        "/api/v1/practices",
        "/api/v1/search?q=own",
        "/robots.txt",
    ):
        told = client.get(place, **ELSEWHERE)
        assert told.status_code == 200
        assert "elsewhere.example" not in told.text, place
        assert place == "/robots.txt" or address in told.text.replace("\\/", "/"), place
    moved = client.get("/practices/", **ELSEWHERE)
    assert "elsewhere.example" not in moved.headers.get("Location", "")


@pytest.mark.parametrize(
    ("given", "told"), [("", "http://elsewhere.example/"), ("https://hub.example", "https://hub.example/")]
)
def test_a_hub_without_an_address_of_its_own_goes_by_the_name_that_it_is_asked_by(
    make_hub: Callable[..., Flask], given: str, told: str
) -> None:
    hub = make_hub("sqlite", HUB_BASE_URL=given, TESTING=True)
    with hub.app_context():
        db.create_all()
    with hub.test_request_context("/", **ELSEWHERE):
        assert hub.url_for("pages.home", _external=True) == told
        assert hub.url_for("pages.home") == "/"

"""An error page leads back, and gives back what was typed."""

import pytest
from flask import Flask

from tests.clients import HubClient
from tests.factories import user

LONG = "A text that took an hour to write."


@pytest.fixture
def csrf_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def test_a_step_that_came_too_late_leads_back_to_its_page(client: HubClient) -> None:
    page = client.as_(user()).post("/nowhere", headers={"Referer": "http://localhost/practices/mine?page=2"}).text
    assert 'href="/practices/mine?page=2"' in page


def test_an_error_page_leads_to_no_other_site(client: HubClient) -> None:
    for referrer in (
        "http://elsewhere.example/x",
        "http://localhost//elsewhere.example/x",
        "http://localhost/\\x.example",
    ):
        page = client.as_(user()).post("/nowhere", headers={"Referer": referrer}).text
        assert "elsewhere.example" not in page and "x.example" not in page


def test_a_form_that_was_open_for_too_long_gives_back_what_was_typed(client: HubClient, csrf_on: None) -> None:
    answer = client.as_(user()).post(
        "/practices/new", data={"title": "Title of it", "summary": LONG + "</textarea><b>"}
    )
    assert answer.status_code == 400
    assert LONG + "&lt;/textarea&gt;&lt;b&gt;" in answer.text


def test_a_form_that_was_open_for_too_long_never_shows_a_password(client: HubClient, csrf_on: None) -> None:
    answer = client.post("/login", data={"email": "amina@example.org", "password": "a long password of words"})
    assert answer.status_code == 400
    assert "a long password of words" not in answer.text

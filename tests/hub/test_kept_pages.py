"""What a process keeps is never shown once it is out of date, nor to anybody else."""

from typing import Any

import pytest
from flask import Flask, session, template_rendered

from hub.db import transaction
from hub.kept import MAX_BYTES, Shelf, shelf
from tests.clients import HubClient
from tests.factories import practice, review, user


def test_a_guests_page_is_rendered_once(app: Flask, client: HubClient) -> None:
    first = client.get("/practices").data
    rendered: list[Any] = []

    def note(_app: Flask, **what: Any) -> None:
        rendered.append(what)

    with template_rendered.connected_to(note, app):
        assert client.get("/practices").data == first
        assert rendered == []
        client.get("/practices?page=1")
        assert rendered != []


def test_a_kept_page_goes_with_the_commit_that_changes_something(app: Flask, client: HubClient) -> None:
    shown = practice(title="A title to be changed")
    address = f"/practices/{shown.slug}"
    assert "A title to be changed" in client.get(address).text
    with transaction():
        shown.title = "Another title altogether"
    assert "Another title altogether" in client.get(address).text


def test_a_list_made_before_the_index_knew_is_not_kept_longer(app: Flask, client: HubClient, work: Any) -> None:
    shown = practice()
    assert shown.title not in client.get("/practices").text
    work()
    assert shown.title in client.get("/practices").text


def test_pages_of_people_are_not_kept_nor_shown_kept_ones(app: Flask, client: HubClient) -> None:
    person = user(name="Somebody known")
    client.get("/about")
    assert "Somebody known" in client.as_(person).get("/about").text
    assert "Somebody known" not in client.get("/about").text


def test_each_language_has_a_page_of_its_own(app: Flask, client: HubClient) -> None:
    for language in ("en", "ar", "en"):
        page = client.get("/about", headers={"Accept-Language": language}).text
        assert f'<html lang="{language}"' in page


def test_the_number_that_waits_is_right_after_each_change(app: Flask, client: HubClient) -> None:
    reviewer = user("reviewer")
    browser = client.as_(reviewer)
    assert "Inbox (" not in browser.get("/about").text
    review(practice("under_review"), reviewer=reviewer)
    assert "Inbox (1)" in browser.get("/about").text
    assert "Inbox (1)" in browser.get("/about").text


def test_the_shelf_lets_go_of_what_was_not_asked_for_the_longest() -> None:
    kept = Shelf()
    for name in ("old", "used", "new"):
        kept.put(name, name, counter=1, size=MAX_BYTES // 2 - 1)
        kept.get("used", 1)
    assert [kept.get(name, 1) for name in ("old", "used", "new")] == [None, "used", "new"]


def test_the_shelf_keeps_nothing_of_another_state_of_the_content() -> None:
    kept = Shelf()
    kept.put("page", "text", counter=1)
    assert (kept.get("page", 2), kept.get("page", 1)) == (None, "text")


def test_a_page_has_the_same_headers_when_it_is_made_and_when_it_is_shown_again(app: Flask, client: HubClient) -> None:
    for encoding in ("gzip", "identity"):
        asked = {"path": f"/about?as={encoding}", "headers": {"Accept-Encoding": encoding}}
        made, kept = client.get(**asked), client.get(**asked)
        assert dict(made.headers) == dict(kept.headers)
        assert made.data == kept.data
        assert {"Content-Security-Policy", "X-Frame-Options", "Cache-Control"} <= {*made.headers.keys()}


@pytest.mark.parametrize(
    "other",
    [
        {"base_url": "http://elsewhere.example"},
        {"base_url": "https://localhost"},
        {"environ_overrides": {"SCRIPT_NAME": "//elsewhere.example"}},
    ],
)
def test_a_page_asked_for_under_another_base_is_shown_to_nobody_else(
    app: Flask, client: HubClient, other: dict[str, Any]
) -> None:
    rendered: list[Any] = []
    client.get("/about", **other)
    with template_rendered.connected_to(lambda _app, **what: rendered.append(what), app):
        assert "elsewhere.example" not in client.get("/about").text
    assert rendered != []


def test_a_question_mark_in_a_path_does_not_pass_for_a_query(app: Flask, client: HubClient) -> None:
    shown = practice()
    assert client.get(f"/practices/{shown.slug}?x?y").status_code == 200
    assert client.get(f"/practices/{shown.slug}%3Fx?y").status_code == 404


def test_a_page_that_begins_a_session_is_not_kept(app: Flask, client: HubClient) -> None:
    def begin(_app: Flask, **_what: Any) -> None:
        session["begun"] = True

    with template_rendered.connected_to(begin, app):
        assert "Set-Cookie" in client.get("/about").headers
    assert shelf(app).things == {}

"""An error page leads back, and gives back what was typed."""

import html
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from hub.auth.passwords import hash_password
from hub.auth.sessions import end_all_sessions
from hub.db import transaction
from repository import operations, queries
from tests.clients import HubClient
from tests.factories import author, practice, review, user
from tests.repository.reviewing import answers

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


def failed(answer: Any, status: int) -> None:
    """Whatever went wrong, what was typed is there to be copied."""
    assert answer.status_code == status
    assert LONG in answer.text.split("<textarea")[1].split("</textarea>")[0]


def test_whoever_was_logged_out_meanwhile_finds_what_they_typed_and_gets_back_to_the_form(client: HubClient) -> None:
    person, form = user(password_hash=hash_password("a long password of words")), "/practices/new?step=what"
    browser = client.as_(person)
    assert browser.get(form).status_code == 200
    with transaction():
        end_all_sessions(person)
    late = browser.post("/practices/new", data={"summary": LONG}, headers={"Referer": f"http://localhost{form}"})
    failed(late, 401)
    link = html.unescape(late.text.split("Log in, then go on")[0].rsplit('href="', 1)[1].split('"')[0])
    entered = browser.post(link, data={"email": person.email, "password": "a long password of words"})
    assert (entered.status_code, entered.location) == (302, form)


def test_what_a_co_author_types_while_another_submits_is_there_to_be_copied(client: HubClient) -> None:
    made = practice("draft")
    writing = client.as_(author(made))
    operations.move(made.submitter, made, "submitted", None)  # type: ignore[arg-type]
    failed(writing.post(f"/practices/{made.slug}/edit/what", data={"summary": LONG}), 409)


def test_a_review_that_is_sent_after_the_decision_is_there_to_be_copied(client: HubClient) -> None:
    made = practice("under_review")
    mine = review(made, state="declared")
    operations.move(user("secretariat"), made, "declined", "Not now.")
    failed(client.as_(mine.reviewer).post(f"/practices/reviews/{mine.id}", data=answers(mine, comment=LONG)), 409)


def test_what_somebody_types_who_was_removed_as_co_author_is_there_to_be_copied(client: HubClient) -> None:
    made = practice("draft")
    writing = client.as_(author(made))
    operations.remove_author(made.submitter, made, made.authors[0].id)  # type: ignore[arg-type]
    failed(writing.post(f"/practices/{made.slug}/edit/what", data={"summary": LONG}), 404)


def test_an_update_that_is_sent_after_the_practice_was_archived_is_there_to_be_copied(client: HubClient) -> None:
    made = practice("archived")
    failed(client.as_(made.submitter).post(f"/practices/{made.slug}/update/edit", data={"summary": LONG}), 403)


def test_what_is_told_of_a_practice_that_was_withdrawn_meanwhile_is_there_to_be_copied(client: HubClient) -> None:
    made = practice("archived")
    failed(client.as_(user()).post(f"/practices/{made.slug}/adaptations/new", data={"summary": LONG}), 410)


def test_what_is_sent_too_often_is_there_to_be_copied(client: HubClient, limits_on: None) -> None:
    browser = client.as_(user())
    for _attempt in range(60):
        browser.post("/practices/new", data={"title": ""}, headers={"Accept": "application/json"})
    failed(browser.post("/practices/new", data={"summary": LONG}), 429)


@pytest.mark.parametrize("error, status", [(OperationalError("", None, Exception()), 503), (ZeroDivisionError(), 500)])
def test_what_is_sent_while_the_hub_cannot_take_it_is_there_to_be_copied(
    client: HubClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_given: Any) -> None:
        raise error

    browser = client.as_(user())
    monkeypatch.setattr(queries, "begun", fail)
    failed(browser.post("/practices/new", data={"title": "A title of it", "summary": LONG}), status)


def test_a_form_that_is_too_large_to_be_read_is_told_so(client: HubClient) -> None:
    body = f'--x\r\nContent-Disposition: form-data; name="summary"\r\n\r\n{LONG * 40_000}\r\n--x--\r\n'
    answer = client.as_(user()).post("/practices/new", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "This is too large" in answer.text


def test_what_logs_somebody_in_is_in_no_error_page_wherever_it_is_sent(client: HubClient) -> None:
    answer = client.post(
        "/nowhere", data={"new_password": "a long password of words", "api_token": "a long token of words"}
    )
    assert answer.status_code == 404
    assert "of words" not in answer.text

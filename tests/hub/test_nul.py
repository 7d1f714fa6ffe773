"""NUL and halves of characters, which no text holds and PostgreSQL does not look for, break nothing."""

from io import BytesIO
from typing import Any

import pytest

from hub.auth.models import User
from hub.db import db
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.things import call, collection

PAGES = (
    "/practices/compare?with=%00", "/practices/compare?with=a%00b", "/practices?organization=%00", "/practices?q=%00a",
    "/practices?country=%00", "/practices?%00=%00", "/practices/waiting?call=%00", "/practices/waiting?handler=%00",
    "/search?q=a%00", "/experts?q=%00", "/discussions?about=practice:%00", "/api/v1/practices?call=%00",
    "/api/v1/practices?organization=%00", "/api/v1/practices?status=%00", "/api/v1/organizations?q=%00",
    "/practices/map?country=%00", "/?lang=%00", "/practices/compare?with=%ED%A0%80", "/practices?organization=%FF",
    "/api/v1/organizations?q=%ED%A0%80",
)  # fmt: skip


@pytest.fixture
def secretariat(app: Any) -> User:
    return user("secretariat")


@pytest.mark.parametrize("address", PAGES)
def test_an_address_with_what_no_text_holds_is_answered(client: HubClient, secretariat: User, address: str) -> None:
    assert client.as_(secretariat).get(address, follow_redirects=True).status_code in (200, 404, 422)


@pytest.mark.parametrize("is_multipart", [False, True])
def test_a_form_with_nul_is_answered(client: HubClient, secretariat: User, is_multipart: bool) -> None:
    made, asked, kept = practice("screening"), call(by=secretariat), collection(by=secretariat)
    page, desk = f"/practices/{made.slug}", client.as_(secretariat)
    forms: list[tuple[str, dict[str, Any]]] = [
        (f"{page}/organizations", {"organization": "\0", "name": "\0", "same": "1"}),
        (f"{page}/organizations", {"organization": "a\0b", "name": "c"}),
        (f"{page}/reviewers", {"email": "\0"}),
        (f"{page}/reviewers", {"email": "a\0@example.org", "reviewer": "\0"}),
        (f"{page}/transitions", {"to": "declined", "comment": "\0", "reason": "\0"}),
        (f"{page}/edit/what", {"title": "An\0other", "\0": "\0", "editor": "\0"}),
        (f"/practices/calls/{asked.slug}/answer", {"draft": "\0"}),
        (f"/practices/collections/{kept.slug}/remove", {"practice": "\0"}),
        ("/practices/waiting", {"do": "collect", "collection": "\0", "chosen": f"{made.id}:1\0"}),
        ("/practices/waiting", {"do": "assign", "handler": "\0", "chosen": "\0"}),
        ("/login", {"email": "a\0@example.org", "password": "\0"}),
        ("/register", {"email": "a\0@example.org", "name": "\0"}),
    ]
    more = {"content_type": "multipart/form-data"} if is_multipart else {}
    statuses = {(path, str(data)): desk.post(path, data=data, **more).status_code for path, data in forms}
    assert {form: status for form, status in statuses.items() if status >= 500} == {}


def test_what_was_typed_around_nul_is_kept(client: HubClient) -> None:
    made = practice("draft")
    answer = client.as_(made.submitter).post(f"/practices/{made.slug}/edit/what", data={"title": "Another\0 title"})
    assert answer.status_code == 302
    assert db.session.get_one(Practice, made.id, populate_existing=True).title == "Another title"


def test_a_file_keeps_its_nul(client: HubClient) -> None:
    made = practice("draft")
    content = b"a,b\n1,\x002\n"
    sent = {"file": (BytesIO(content), "a\0table.csv")}
    page = client.as_(made.submitter).post(f"/practices/{made.slug}/documents", data=sent)
    assert page.status_code < 500


def test_an_address_that_is_no_text_at_all_is_answered(client: HubClient) -> None:
    for raw in ("q=\xff", "with=\xed\xa0\x80"):
        answer = client.get("/practices", environ_overrides={"QUERY_STRING": raw})
        assert answer.status_code in (200, 400)

"""Logging in and out, and the sessions of a browser."""

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select

from hub import clock, config
from hub.auth import passwords
from hub.auth.models import UserSession
from hub.auth.redirects import own_path
from hub.db import db, transaction
from tests.clients import HubClient
from tests.factories import user
from tests.hub.auth.people import PASSWORD, is_signed_in, log_in, member


def sessions() -> int:
    return db.session.scalar(select(func.count(UserSession.id))) or 0


def test_the_right_password_opens_a_session_for_fourteen_days(
    client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    answer = log_in(client, email=" AMINA@example.org ")
    assert answer.headers["Location"] == "/"
    assert "Expires" in answer.headers["Set-Cookie"]
    assert is_signed_in(client)
    later = clock.now() + timedelta(days=14, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not is_signed_in(client)


@pytest.mark.parametrize(("email", "password"), [
    ("amina@example.org", "not the password"),
    ("nobody@example.org", PASSWORD),
    ("nopassword@example.org", PASSWORD),
])  # fmt: skip
def test_a_refusal_says_the_same_for_every_reason_and_keeps_the_address(
    client: HubClient, email: str, password: str
) -> None:
    member()
    user(email="nopassword@example.org")
    page = log_in(client, email, password)
    assert page.status_code == 422
    assert "do not belong together" in page.text
    assert "aria-invalid" not in page.text
    assert f'value="{email}"' in page.text
    assert password not in page.text
    assert sessions() == 0


def test_blank_fields_are_named(client: HubClient) -> None:
    page = log_in(client, "", "")
    assert page.status_code == 422
    assert 'href="#f-email"' in page.text
    assert 'href="#f-password"' in page.text


def test_only_who_knows_the_password_reads_why_an_account_is_closed(client: HubClient) -> None:
    member("new@example.org", confirmed=False)
    suspended = member("rude@example.org")
    with transaction():
        suspended.suspended_until = clock.now() + timedelta(days=3)
    for email, reason in (
        ("new@example.org", "confirm your e-mail"),
        ("rude@example.org", "suspended until"),
    ):
        assert reason in log_in(client, email).text
        assert reason not in log_in(client, email, "not the password").text
    assert sessions() == 0


def test_a_log_in_replaces_the_session_and_carries_nothing_over(client: HubClient) -> None:
    member()
    client.get("/login")
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"
    log_in(client)
    with client.session_transaction() as after:
        assert "planted" not in after
        first = after["_user_id"]
    thief = client.as_(None)
    with thief.session_transaction() as stolen:
        stolen["_user_id"] = first
    assert is_signed_in(thief)
    client.post("/logout")
    assert not is_signed_in(thief), "the session ends on the server, not only in the browser"


def test_a_session_left_over_in_the_browser_ends_with_the_next_log_in(client: HubClient) -> None:
    rude = member("rude@example.org")
    member()
    log_in(client, "rude@example.org")
    with transaction():
        rude.suspended_until = clock.now() + timedelta(hours=1)
    assert not is_signed_in(client)
    assert log_in(client).status_code == 302
    assert sessions() == 1


def test_expired_sessions_are_removed_at_a_log_in(client: HubClient) -> None:
    amina = member()
    with transaction():
        db.session.add(UserSession(token_digest="old", user=amina, expires_at=clock.now() - timedelta(days=1)))
    log_in(client)
    assert sessions() == 1


def test_who_is_signed_in_is_sent_on_and_who_is_not_may_log_out_all_the_same(client: HubClient) -> None:
    assert client.as_(user()).get("/login?next=/about").headers["Location"] == "/about"
    assert client.post("/logout").headers["Location"] == "/"
    assert client.get("/logout").status_code == 405


def test_a_page_for_members_leads_back_after_the_log_in(client: HubClient) -> None:
    member()
    way = client.get("/profile?x=1").headers["Location"]
    answer = client.post(way, data={"email": "amina@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/profile?x=1"


@pytest.mark.parametrize("elsewhere", [
    "https://example.org/", "//example.org", "/\\example.org", "\\\\example.org", "///x", "/a\\b",
    "/\t/example.org", "/\n/example.org", "/%0a/x\r\nSet-Cookie: a=b", " /about", "javascript:alert(1)",
    "example.org", "",
])  # fmt: skip
def test_a_log_in_leads_to_no_other_site(client: HubClient, elsewhere: str) -> None:
    member()
    answer = client.post(
        "/login", query_string={"next": elsewhere}, data={"email": "amina@example.org", "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/"


def test_paths_of_the_hub_are_kept(app: Flask) -> None:
    with app.test_request_context():
        for path in ("/practices/new?x=1&y=%20", "/experts/اسم", "/"):
            assert own_path(path) == path


def test_a_log_in_writes_an_outdated_hash_anew(client: HubClient) -> None:
    amina = member()
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with transaction():
        amina.password_hash = weak
    log_in(client)
    db.session.refresh(amina)
    assert amina.password_hash
    assert amina.password_hash != weak
    assert not passwords.is_outdated(amina.password_hash)
    assert passwords.verify(amina.password_hash, PASSWORD)


def test_an_unknown_address_costs_a_hash_too(client: HubClient, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Any] = []

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept)
            return True

        def hash(self, password: str) -> str:
            return "a hash"

    monkeypatch.setattr(passwords, "_hasher", Counting())
    passwords._nobodys.cache_clear()
    assert log_in(client, "nobody@example.org").status_code == 422
    passwords._nobodys.cache_clear()
    assert checked == ["a hash"]


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: HubClient) -> None:
    member()
    cookie = log_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie, "the tests speak http"


@pytest.mark.one_database
def test_the_cookie_is_secure_where_the_hub_speaks_https(tmp_path: Any) -> None:
    made = config.load({"HUB_DATA_DIR": str(tmp_path), "HUB_BASE_URL": "https://hub.example.org"})
    assert made["SESSION_COOKIE_SECURE"]


def test_a_form_without_its_token_is_refused_with_a_page(
    app: Flask, client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for path in (
        "/login",
        "/register",
        "/logout",
        "/confirm",
        "/confirm/x",
        "/password/forgotten",
        "/password/new/x",
        "/profile",
        "/profile/password",
        "/profile/tokens",
        "/profile/tokens/1/revoke",
        "/profile/sessions/end",
        "/profile/sessions/1/end",
    ):
        answer = client.post(path, data={"email": "amina@example.org", "password": PASSWORD})
        assert answer.status_code == 400, path
        assert "open for too long" in answer.text
    page = client.get("/login").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/login", data={"email": "amina@example.org", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302


def test_too_many_attempts_get_a_page_and_then_a_pause(client: HubClient, limits_on: None) -> None:
    member()
    answers = [log_in(client, password="not the password").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    page = log_in(client)
    assert page.status_code == 429
    assert "Too many attempts" in page.text
    assert client.get("/login").status_code == 200
    others = [log_in(client, f"other{n}@example.org").status_code for n in range(8)]
    assert (others[0], others[-1]) == (422, 429), "ten from one network address, whatever the mail address"


def test_mails_to_one_address_are_limited_over_all_forms(client: HubClient, limits_on: None) -> None:
    asked = [
        client.post(path, data={"email": "amina@example.org"}).status_code
        for path in ("/confirm", "/password/forgotten") * 3
    ]
    assert asked == [302] * 5 + [429]


def test_logging_out_has_the_browser_forget_the_pages_that_were_read(client: HubClient) -> None:
    assert client.as_(user()).post("/logout").headers["Clear-Site-Data"] == '"cache"'

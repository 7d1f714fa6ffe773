"""Forgotten, changed and guessable passwords."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hub import clock
from hub.audit import AuditEntry
from hub.auth.passwords import complaint, hash_password, verify
from hub.auth.queries import by_email
from hub.db import db, transaction
from hub.jobs.models import Job
from tests.clients import HubClient
from tests.factories import user
from tests.hub.auth.people import PASSWORD, is_signed_in, link_in, log_in, member

NEW = "quiet harbours at dawn"


def forget(client: HubClient, email: str = "amina@example.org") -> Any:
    return client.post("/password/forgotten", data={"email": email})


def test_a_mail_to_an_address_that_nobody_has_confirmed_repeats_no_name(client: HubClient, mails: Any) -> None:
    stranger = user(name="Win at example.net", confirmed_at=None)
    forget(client, stranger.email)
    (mail,) = mails()
    assert "example.net" not in mail.get_content() and "/password/" in mail.get_content()


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client: HubClient, mails: Any) -> None:
    member()
    elsewhere = client.as_(None)
    log_in(elsewhere)
    assert forget(client).headers["Location"] == "/password/sent"
    link = link_in(mails()[0])
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": NEW}).headers["Location"] == "/login"
    assert not is_signed_in(elsewhere), "whoever was logged in is out"
    assert log_in(client).status_code == 422
    assert log_in(client, password=NEW).status_code == 302
    assert "was changed" in mails()[-1]["Subject"]


def test_the_link_for_a_new_password_works_once_and_for_an_hour(
    client: HubClient, mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    forget(client)
    forget(client)
    first, second = (link_in(mail) for mail in mails())
    client.post(first, data={"password": NEW})
    for link in (first, second):
        assert client.get(link).status_code == 410
        assert client.post(link, data={"password": PASSWORD}).status_code == 410
    forget(client)
    third, later = link_in(mails()[-1]), clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(third).status_code == 410


def test_a_weak_new_password_is_refused_and_the_link_stays_good(client: HubClient, mails: Any) -> None:
    member()
    forget(client)
    link = link_in(mails()[0])
    for weak in ("", "short", "amina@example.org", "password12345"):
        assert client.post(link, data={"password": weak}).status_code == 422
    assert client.post(link, data={"password": NEW}).status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: HubClient, mails: Any) -> None:
    member()
    known, unknown = forget(client), forget(client, "nobody@example.org")
    assert (known.status_code, known.headers["Location"], known.data) == (
        unknown.status_code, unknown.headers["Location"], unknown.data)  # fmt: skip
    assert [mail["To"] for mail in mails()] == ["amina@example.org"]


def test_who_was_imported_without_a_password_gets_one_by_mail(client: HubClient, mails: Any) -> None:
    user(email="imported@example.org", confirmed_at=None)
    forget(client, "imported@example.org")
    client.post(link_in(mails()[0]), data={"password": NEW})
    assert log_in(client, "imported@example.org", NEW).status_code == 302


def test_a_changed_password_asks_for_the_present_one_and_ends_the_other_sessions(client: HubClient, mails: Any) -> None:
    member()
    elsewhere = client.as_(None)
    log_in(client)
    log_in(elsewhere)
    wrong = client.post("/profile/password", data={"current": "not this one", "password": NEW})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.text
    assert client.post("/profile/password", data={"current": PASSWORD, "password": NEW}).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    (mail,) = mails()
    assert mail["To"] == "amina@example.org"
    assert "was changed" in mail["Subject"]
    assert log_in(elsewhere, password=NEW).status_code == 302


def test_a_weak_changed_password_is_refused(client: HubClient) -> None:
    member()
    log_in(client)
    for weak in ("", "short", "Amina Diallo!!", "qwertyuiop12"):
        page = client.post("/profile/password", data={"current": PASSWORD, "password": weak})
        assert page.status_code == 422
        assert 'href="#f-password"' in page.text


def test_no_secret_stands_in_the_outbox_or_the_audit_log(client: HubClient, mails: Any) -> None:
    member()
    forget(client)
    log_in(client)
    client.post("/profile/password", data={"current": PASSWORD, "password": NEW})
    client.post("/profile/tokens", data={"label": "report", "scope": "read"})
    kept = [*db.session.scalars(select(Job.payload)), *db.session.scalars(select(AuditEntry.data))]
    amina = by_email("amina@example.org")
    assert amina
    for secret in (PASSWORD, NEW, "hub_", "/password/new", str(amina.password_hash)):
        assert secret not in str(kept)
    actions = set(db.session.scalars(select(AuditEntry.action)))
    assert {"account.created", "account.logged_in", "account.password_changed", "token.created"} <= actions


@pytest.mark.parametrize("password", [
    "aaaaaaaaaaaa", "123412341234", "1234567890ab", "password password", "Welcome123456", "migration hub",
    "amina diallo", "Diallo-Amina-1", "amina.diallo@example.org", "qwertyuiop[]",
])  # fmt: skip
def test_what_others_could_guess_is_no_password(app: Flask, password: str) -> None:
    assert complaint(password, email="amina.diallo@example.org", name="Amina Diallo")


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "amina likes hot soup", "ثلاثة أنهار تجري شرقا", "nX7#pL0vQz!w", "我们在河边种了很多树木啊"],
)
def test_a_few_words_of_ones_own_are_a_password(app: Flask, password: str) -> None:
    assert complaint(password, email="amina.diallo@example.org", name="Amina Diallo") is None
    kept = hash_password(password)
    assert kept.startswith("$argon2id$")
    assert verify(kept, password)
    assert not verify(kept, password + " ")


def test_a_damaged_hash_admits_nobody(client: HubClient) -> None:
    amina = member()
    with transaction():
        amina.password_hash = "not a hash"
    assert log_in(client).status_code == 422


def test_links_in_mails_lead_to_the_hub_whatever_the_request_called_it(client: HubClient, mails: Any) -> None:
    member()
    elsewhere = {"base_url": "http://elsewhere.example"}
    forget(client)
    log_in(client, **elsewhere)
    changed = client.post("/profile/password", data={"current": PASSWORD, "password": NEW}, **elsewhere)
    assert changed.status_code == 302
    said = [mail.get_content() for mail in mails()]
    assert len(said) == 2
    assert all("http://localhost/" in text and "elsewhere" not in text for text in said)

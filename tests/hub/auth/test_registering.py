"""Somebody registers, and confirms the address."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from hub import clock
from hub.auth.models import User
from hub.auth.operations import joining
from hub.auth.passwords import verify
from hub.auth.queries import by_email
from hub.db import db
from tests.clients import HubClient
from tests.hub.auth.people import FORM, PASSWORD, link_in, log_in, member


def register(client: HubClient, **special: str) -> Any:
    return client.post("/register", data=FORM | special)


def confirm(client: HubClient, link: str, password: str = PASSWORD) -> Any:
    return client.post(link, data={"password": password})


def found(email: str = "amina@example.org") -> User:
    user = by_email(email)
    assert user
    return user


def test_a_visitor_registers_confirms_by_the_button_of_the_mailed_link_and_logs_in(
    client: HubClient, mails: Any
) -> None:
    assert register(client, email="Amina@Example.org").headers["Location"] == "/register/sent"
    assert log_in(client).status_code == 422
    (mail,) = mails()
    assert mail["To"] == "amina@example.org"
    link = link_in(mail)
    page = client.get(link)
    assert page.status_code == 200
    assert "River Union" in page.text
    assert found().confirmed_at is None, "opening the link, as mail scanners do, confirms nothing"
    assert confirm(client, link).headers["Location"] == "/login"
    assert log_in(client).status_code == 302
    user = found()
    assert (user.role, user.category, user.country, user.language) == ("member", "civil-society", "SN", "fr")


def test_the_confirming_link_works_once(client: HubClient, mails: Any) -> None:
    register(client)
    link = link_in(mails()[0])
    confirm(client, link)
    assert client.get(link).status_code == confirm(client, link).status_code == 410


def test_the_confirming_link_ends_after_two_days(
    client: HubClient, mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(client)
    link, later = link_in(mails()[0]), clock.now() + timedelta(days=2, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert confirm(client, link).status_code == 410
    assert found().confirmed_at is None


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ.aaaaaa.bbbb", "é", "W10", "a" * 3000])
def test_an_invented_link_gets_a_page_that_says_what_to_do(client: HubClient, token: str) -> None:
    for address in (f"/confirm/{token}", f"/password/new/{token}"):
        page = client.get(address)
        assert page.status_code == 410
        assert "no longer works" in page.text


def test_a_link_for_one_purpose_does_not_serve_the_other(client: HubClient, mails: Any) -> None:
    register(client)
    token = link_in(mails()[0]).rsplit("/", 1)[1]
    assert client.get(f"/password/new/{token}").status_code == 410


def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail_that_says_so(client: HubClient, mails: Any) -> None:
    member("known@example.org", name="Known Person (invented)")
    before = found("known@example.org").password_hash
    answers = [register(client, email=address) for address in ("known@example.org", "new@example.org")]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert answers[0].data == answers[1].data
    subjects = {mail["To"]: mail["Subject"] for mail in mails()}
    assert "already" in subjects["known@example.org"]
    assert "Confirm" in subjects["new@example.org"]
    assert found("known@example.org").password_hash == before
    assert found("known@example.org").name == "Known Person (invented)"


def test_the_newest_registration_counts_until_one_is_confirmed(client: HubClient, mails: Any) -> None:
    register(client, password="a stranger was here first")
    stale = link_in(mails()[0])
    register(client)
    assert client.get(stale).status_code == 410
    assert verify(found().password_hash, PASSWORD)


def test_a_stranger_who_registers_last_gets_no_password_confirmed(client: HubClient, mails: Any) -> None:
    register(client)
    register(client, password="a stranger was here last", name="A Stranger")
    newest = link_in(mails()[-1])
    refused = confirm(client, newest)
    assert refused.status_code == 422
    assert "another password" in refused.text and 'href="#f-password"' in refused.text
    assert PASSWORD not in refused.text
    assert found().confirmed_at is None
    register(client)
    assert confirm(client, newest, "a stranger was here last").status_code == 410
    assert confirm(client, link_in(mails()[-1])).headers["Location"] == "/login"
    assert verify(found().password_hash, PASSWORD)


def test_a_confirmation_without_a_password_asks_for_it(client: HubClient, mails: Any) -> None:
    register(client)
    link = link_in(mails()[0])
    assert client.post(link).status_code == confirm(client, link, " ").status_code == 422
    assert found().confirmed_at is None


def test_the_message_can_be_sent_again_and_tells_nobody_whether_an_address_is_known(
    client: HubClient, mails: Any
) -> None:
    register(client, language="en")
    member("known@example.org")
    addresses = ["amina@example.org", "known@example.org", "nobody@example.org"]
    answers = [client.post("/confirm", data={"email": address}) for address in addresses]
    assert {answer.headers["Location"] for answer in answers} == {"/register/sent"}
    sent = [(mail["To"], mail["Subject"].split()[0]) for mail in mails()]
    assert sorted(sent) == [("amina@example.org", "Confirm")] * 2 + [("known@example.org", "You")]


@pytest.mark.parametrize(("field", "value", "says"), [
    ("name", "", "Please fill this in"),
    ("name", "x" * 121, "this text has 121"),
    ("email", "", "Please fill this in"),
    ("email", "nobody", "name@example.org"),
    ("email", "a@example.org\r\nBcc: b@example.org", "name@example.org"),
    ("email", f"{'a' * 250}@example.org", "Use at most 254"),
    ("password", "", "Please fill this in"),
    ("password", "short one", "At least 12"),
    ("password", "x" * 201, "Use at most 200"),
    ("password", "aaaaaaaaaaaa", "guessed"),
    ("password", "password123456", "guessed"),
    ("password", "Amina Diallo 1", "guessed"),
    ("password", "amina@example.org", "guessed"),
    ("category", "", "Please fill this in"),
    ("category", "nonsense", "not one of the choices"),
    ("country", "XX", "not one of the choices"),
    ("language", "tlh", "not one of the choices"),
])  # fmt: skip
def test_each_bad_answer_is_named_and_the_rest_is_kept(client: HubClient, field: str, value: str, says: str) -> None:
    page = register(client, **{field: value})
    assert page.status_code == 422
    assert says in page.text
    assert f'href="#f-{field}"' in page.text
    assert 'value="River Union (invented)"' in page.text
    assert PASSWORD not in page.text
    assert by_email("amina@example.org") is None


def test_a_registration_cannot_choose_its_role(client: HubClient) -> None:
    register(client, role="secretariat", confirmed_at="2020-01-01T00:00:00Z")
    assert (found().role, found().confirmed_at) == ("member", None)


def test_two_who_register_the_same_address_at_once_get_the_same_answer(
    client: HubClient, mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(client)
    monkeypatch.setattr(joining, "by_email", lambda _email: None)  # what the slower one saw
    assert register(client).headers["Location"] == "/register/sent"
    assert len(mails()) == 2
    assert db.session.scalar(select(func.count(User.id))) == 1

"""Messages pass through the hub: neither side's address is anywhere but on the envelope."""

import email
import socket
from collections.abc import Iterator
from email import policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from experts.models import Contact
from experts.operations import store
from experts.operations.contacts import answer, report, settle, write_to
from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict, Forbidden, NotFound
from hub.security import limiter
from tests.clients import HubClient
from tests.experts.factories import PROFILE, expert
from tests.factories import user

FIRST = {"subject": "A labour agreement", "body": "Could you read our draft agreement until May?"}


class Postbox:
    """What a mail server was given: envelope and content."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def smtp(app: Flask) -> Iterator[Postbox]:
    """A real SMTP server, and the hub sending through it."""
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    before = app.config["HUB_MAIL_URL"]
    app.config["HUB_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
    yield box
    app.config["HUB_MAIL_URL"] = before
    server.stop()


def pair() -> tuple[User, User]:
    """A member and an expert, with addresses that are easy to look for."""
    return (user(email="sender-canary@example.org", name="Sam Sender"),
            user(email="expert-canary@example.org", name="Ana Canary"))  # fmt: skip


def test_messages_and_answers_reach_the_other_side_with_no_address_in_header_or_body(
    client: HubClient, work: Any, smtp: Postbox
) -> None:
    sender, owner = pair()
    thing = expert("verified", owner)
    work()
    sent = client.as_(sender).post(f"/experts/{thing.slug}/contact", data=FIRST)
    assert sent.status_code == 302
    work()
    place = sent.headers["Location"]
    assert client.as_(owner).post(place, data={"body": "Yes, gladly."}).status_code == 302
    work()
    assert [to for to, _letter in smtp.letters] == [[owner.email], [sender.email]]
    for _to, letter in smtp.letters:
        assert b"canary@" not in letter.lower()
        assert b"sender-canary" not in letter
        assert b"expert-canary" not in letter
        assert email.message_from_bytes(letter)["Reply-To"] is None
    first, second = (email.message_from_bytes(letter, policy=policy.default) for _to, letter in smtp.letters)
    assert "Could you read our draft agreement" in first.get_content()
    assert f"http://localhost{place}" in first.get_content()
    assert "Sam Sender" in first["Subject"]
    assert "Yes, gladly." in second.get_content()
    for reader in (sender, owner):
        page = client.as_(reader).get(place).get_data(as_text=True)
        assert "Yes, gladly." in page
        assert "canary@example.org" not in page.replace(reader.email, "")


def test_a_conversation_is_open_to_its_two_sides_and_waits_for_the_right_one(client: HubClient) -> None:
    sender, owner = pair()
    thing = expert("verified", owner)
    place = client.as_(sender).post(f"/experts/{thing.slug}/contact", data=FIRST).headers["Location"]
    for stranger in (user(), user("secretariat"), user("moderator")):
        assert client.as_(stranger).get(place).status_code == 404
        assert client.as_(stranger).post(place, data={"body": "Hello"}).status_code == 404
    assert client.get(place).status_code == 302
    assert "A labour agreement" in client.as_(owner).get("/inbox").get_data(as_text=True)
    assert "A labour agreement" not in client.as_(sender).get("/inbox").get_data(as_text=True)
    client.as_(owner).post(place, data={"body": "Yes."})
    assert "A labour agreement" not in client.as_(owner).get("/inbox").get_data(as_text=True)
    assert "A labour agreement" in client.as_(sender).get("/inbox").get_data(as_text=True)
    client.as_(sender).post(f"{place}/close")
    assert "A labour agreement" not in client.as_(sender).get("/inbox").get_data(as_text=True)
    assert "A labour agreement" in client.as_(sender).get("/experts/contacts").get_data(as_text=True)


@pytest.mark.parametrize("state", ["draft", "submitted", "lapsed", "expired", "declined", "suspended", "withdrawn"])
def test_nobody_writes_to_an_expert_who_is_not_published(client: HubClient, state: str) -> None:
    thing = expert(state)
    assert client.as_(user()).post(f"/experts/{thing.slug}/contact", data=FIRST).status_code == 404
    assert client.as_(user("secretariat")).post(f"/experts/{thing.slug}/contact", data=FIRST).status_code == 403


def test_nobody_writes_to_an_expert_who_is_not_available_or_to_themselves_or_as_a_guest(
    client: HubClient,
) -> None:
    away, owner = expert("verified", availability="unavailable"), user()
    mine = expert("verified", owner)
    assert client.as_(user()).post(f"/experts/{away.slug}/contact", data=FIRST).status_code == 409
    assert client.as_(user()).get(f"/experts/{away.slug}/contact").status_code == 403
    assert client.as_(owner).post(f"/experts/{mine.slug}/contact", data=FIRST).status_code == 403
    assert client.post(f"/experts/{mine.slug}/contact", data=FIRST).status_code == 401
    short = client.as_(user()).post(f"/experts/{mine.slug}/contact", data=FIRST | {"body": "Hi"})
    assert short.status_code == 422
    assert "A labour agreement" in short.get_data(as_text=True)
    assert db.session.scalar(db.select(db.func.count()).select_from(Contact)) == 0


def test_a_report_opens_the_conversation_to_the_secretariat_and_stops_it(client: HubClient) -> None:
    sender, owner = pair()
    secretariat = user("secretariat")
    contact = write_to(sender, expert("verified", owner), **FIRST)
    place = f"/experts/contacts/{contact.id}"
    told = client.as_(owner).post(f"{place}/report", data={"reason": "They ask for money."})
    assert told.status_code == 302
    with pytest.raises(Forbidden):
        answer(sender, contact, "More")
    with pytest.raises(Conflict):
        report(sender, contact, "Me too, they are rude.")
    assert "They ask for money." in client.as_(secretariat).get(place).get_data(as_text=True)
    assert "A labour agreement" in client.as_(secretariat).get("/experts/waiting").get_data(as_text=True)
    assert "They ask for money." not in client.as_(sender).get(place).get_data(as_text=True)
    client.as_(secretariat).post(f"{place}/settle", data={"decision": "reopen"})
    assert client.as_(secretariat).get(place).status_code == 404
    assert answer(sender, contact, "Sorry.").id
    report(sender, contact, "It goes on.")
    settle(secretariat, contact, reopen=False)
    with pytest.raises(Conflict):
        settle(secretariat, contact, reopen=True)
    with pytest.raises(Forbidden):
        answer(owner, contact, "Hello?")


def test_first_messages_are_limited_for_each_person(client: HubClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sender, _owner = pair()
    thing = expert("verified")
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    browser = client.as_(sender)
    codes = [browser.post(f"/experts/{thing.slug}/contact", data=FIRST).status_code for _ in range(11)]
    limiter.reset()
    assert codes == [302] * 10 + [429]


def test_an_imported_expert_without_account_is_reached_and_can_take_the_profile_over(
    client: HubClient, work: Any, smtp: Postbox
) -> None:
    sender = user(email="sender-canary@example.org")
    given = {k: v for k, v in PROFILE.items() if k != "gender"} | {"email": "expert-canary@example.org"}
    thing = store(user("secretariat"), given, publish=True)
    contact = write_to(sender, thing, **FIRST)
    work()
    assert smtp.letters[0][0] == ["expert-canary@example.org"]
    assert b"canary@" not in smtp.letters[0][1]
    assert b"/experts/me" in smtp.letters[0][1]
    owner = user(email="expert-canary@example.org")
    with pytest.raises(NotFound):
        answer(owner, contact, "Yes.")
    assert "Take the profile over" in client.as_(owner).get("/experts/me").get_data(as_text=True)
    assert client.as_(user()).post("/experts/me/claim").status_code == 404
    assert client.as_(owner).post("/experts/me/claim").status_code == 302
    assert answer(owner, contact, "Yes.").id

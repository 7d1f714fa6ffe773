"""Pages ask the database a number of questions that does not grow with what they show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from hub.auth.models import User
from hub.db import db
from tests.clients import HubClient
from tests.discussions import things
from tests.experts.factories import expert
from tests.factories import practice, user

MOST = 25
"""Statements of one page; lists stay well below."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that run inside."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SELECT freshness")):
            ran.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


class Content:
    """A practice page, an expert page, a space and a thread, and more beside them when asked for."""

    def __init__(self) -> None:
        self.author = things.person()
        self.space = things.space()
        self.thread = things.thread(self.author, self.space)
        self.practice = practice()
        self.grow(2)

    def grow(self, number: int) -> None:
        db.session.expunge_all()
        db.session.add_all([self.space, self.thread])
        for _n in range(number):
            practice(countries=["TZ", "KE"], sdgs=["4", "8"])
            expert("verified")
            writer = things.person()
            things.thread(writer, self.space)
            things.post(writer, self.thread)

    def addresses(self) -> tuple[str, ...]:
        return ("/", "/practices", "/experts", "/discussions", things.address(self.space), "/objectives/8",
                "/search?q=tests", things.address(self.thread), f"/practices/{self.practice.slug}")  # fmt: skip


@pytest.mark.parametrize("role", ["", "member", "secretariat"])
def test_no_page_asks_more_when_there_is_more_to_show(app: Flask, client: HubClient, work: Any, role: str) -> None:
    content = Content()
    reader: User | None = user(role) if role else None
    browser = client.as_(reader)
    before = _asked(browser, content, work)
    content.grow(4)
    assert _asked(browser, content, work) == before
    assert max(before.values()) <= MOST


def _asked(client: HubClient, content: Content, work: Any) -> dict[str, int]:
    """The number of statements by address, once nothing has to be loaded for the first time."""
    work()
    counted = {}
    for address in content.addresses():
        db.session.remove()
        with statements() as ran:
            assert client.get(address).status_code == 200
        counted[address] = len(ran)
    return counted

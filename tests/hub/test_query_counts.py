"""Pages ask the database a number of questions that does not grow with what they show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from discussions.models import Space, Thread
from hub import clock
from hub.auth.models import User
from hub.db import db, transaction
from tests.clients import HubClient
from tests.discussions import things
from tests.experts.factories import expert
from tests.factories import practice, review, user

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
    """A practice page, a space and a thread, and more beside them when asked for."""

    def __init__(self, reader: User | None) -> None:
        self.reader_id = reader.id if reader else None
        space = things.space()
        thread = things.thread(things.person(), space)
        self.space_id, self.thread_id = space.id, thread.id
        self.addresses = (
            "/", "/practices", "/experts", "/discussions", things.address(space), "/objectives/8", "/search?q=tests",
            things.address(thread), f"/practices/{practice().slug}", *(["/inbox"] if reader else []),
            "/practices/calls", "/practices/collections", "/practices/figures",
            *(["/practices/waiting", "/practices/waiting/recent"] if reader and reader.role == "secretariat" else []),
            "/api/v1/practices", "/api/v1/practices?q=tests", "/api/v1/calls", "/api/v1/collections",
            "/api/v1/experts", "/api/v1/spaces", f"/api/v1/spaces/{space.slug}/threads",
            f"/api/v1/threads/{thread.id}/posts", "/api/v1/search?q=tests", "/api/v1/organizations",
            *(["/api/v1/practices/reviews/mine"] if reader else []),
            *(["/api/v1/practices/waiting"] if reader and reader.role == "secretariat" else []),
        )  # fmt: skip
        self.grow(2)

    def grow(self, number: int) -> None:
        space, thread = db.session.get(Space, self.space_id), db.session.get(Thread, self.thread_id)
        assert space and thread
        for _n in range(number):
            practice(countries=["TZ", "KE"], sdgs=["4", "8"])
            expert("verified")
            writer = things.person()
            things.thread(writer, space)
            things.post(writer, thread)
            waiting = practice("under_review")
            with transaction():
                waiting.due_at = clock.now()
            if self.reader_id:
                review(waiting, reviewer=db.session.get(User, self.reader_id))


@pytest.mark.parametrize("role", ["", "reviewer", "secretariat"])
def test_no_page_asks_more_when_there_is_more_to_show(app: Flask, client: HubClient, work: Any, role: str) -> None:
    reader = user(role) if role else None
    content = Content(reader)
    browser = client.as_(reader)
    before = _asked(browser, content, work)
    content.grow(4)
    after = _asked(browser, content, work)
    assert {page: number for page, number in after.items() if number > before[page]} == {}
    assert max(before.values()) <= MOST


def _asked(client: HubClient, content: Content, work: Any) -> dict[str, int]:
    """The number of statements by address, once nothing has to be loaded for the first time."""
    work()
    counted = {}
    for address in content.addresses:
        db.session.remove()
        with statements() as ran:
            assert client.get(address).status_code == 200
        counted[address] = len(ran)
    return counted

"""Import and export of discussions, and the sample."""

from datetime import UTC, datetime
from typing import Any

import pytest

from discussions import exchange
from discussions.models import Post, Space, Thread
from discussions.schemas import ThreadLineSchema
from hub.auth.models import User
from hub.db import db, transaction
from hub.errors import Forbidden, Invalid
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user


def line(n: int = 1, length: int = 3, **special: Any) -> dict[str, Any]:
    told = [
        {
            "author_email": f"writer{p % 2}@example.org",
            "created_at": f"2025-03-{p + 1:02d}T08:00:00Z",
            "body": f"Imported words {n} {p}",
        }
        for p in range(length)
    ]
    return {"space": "imported", "space_title": "Imported", "access": "public", "title": f"Imported thread {n}",
            "language": "en", "objectives": ["8"], "author_email": "starter@example.org",
            "created_at": "2025-03-01T08:00:00Z", "posts": told} | special  # fmt: skip


def store(actor: User, told: dict[str, Any]) -> Thread:
    return exchange.store(actor, ThreadLineSchema().load(told), publish=True)


def totals() -> tuple[int, int, int, int]:
    models = (Space, Thread, Post, User)
    return tuple(db.session.query(model).count() for model in models)  # type: ignore[return-value]


def test_the_same_line_twice_changes_nothing_and_a_longer_one_adds(client: HubClient, work: Any) -> None:
    secretariat = user("secretariat")
    thread = store(secretariat, line())
    before = totals()
    assert before == (1, 1, 3, 4), "with three authors created, and the secretariat"
    assert store(secretariat, line()) is thread and totals() == before
    store(secretariat, line(length=5))
    assert totals() == (1, 1, 5, 4)
    assert (thread.post_count, thread.last_number, thread.space.post_count, thread.space.thread_count) == (5, 5, 5, 1)
    assert thread.last_post_at == datetime(2025, 3, 5, 8, tzinfo=UTC)
    work()
    assert client.get("/api/v1/search?q=imported&type=post").json["total"] == 5
    changed = line(length=5)
    changed["posts"][0]["body"] = "Corrected words"
    store(secretariat, changed)
    work()
    assert totals() == (1, 1, 5, 4)
    assert client.get("/api/v1/search?q=corrected").json["total"] == 1


def test_a_guest_page_changes_after_an_import(client: HubClient) -> None:
    secretariat = user("secretariat")
    thread = store(secretariat, line())
    assert "words 1 3" not in client.get(things.address(thread)).text
    store(secretariat, line(length=4))
    assert "words 1 3" in client.get(things.address(thread)).text


def test_unknown_authors_become_members_without_a_password(app: Any) -> None:
    known = user(email="writer1@example.org")
    thread = store(user("secretariat"), line())
    made = db.session.query(User).filter_by(email="writer0@example.org").one()
    assert (made.role, made.password_hash, made.confirmed_at) == ("member", None, None)
    assert {p.author_id for p in db.session.query(Post)} == {made.id, known.id}
    assert thread.author.email == "starter@example.org"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"space": "Not a slug!"}, "space"),
        ({"space": "new"}, "space"),
        ({"access": "secret"}, "access"),
        ({"title": ""}, "title"),
        ({"language": "xx"}, "language"),
        ({"objectives": ["99"]}, "objectives"),
        ({"author_email": "nobody"}, "author_email"),
        ({"posts": []}, "posts"),
        ({"posts": [{"body": "x"}]}, "posts"),
        ({"created_at": "yesterday"}, "created_at"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_line_names_its_field(app: Any, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        ThreadLineSchema().load(line(**change))
    assert field in caught.value.errors


def test_a_line_never_opens_a_closed_space(app: Any) -> None:
    secretariat, insider = user("secretariat"), user()
    things.space("private", members=(insider,), slug="imported")
    with pytest.raises(Invalid):
        store(secretariat, line())
    assert store(secretariat, {k: v for k, v in line().items() if k != "access"}).space.access == "private"


def test_only_the_secretariat_imports_and_exports_everything(app: Any) -> None:
    member = user()
    with pytest.raises(Forbidden):
        store(member, line())
    with pytest.raises(Forbidden):
        list(exchange.rows(member, True))


def test_what_is_exported_can_be_imported_and_changes_nothing(app: Any) -> None:
    secretariat, keeper, author = user("secretariat"), user("moderator"), user()
    thread = things.thread(author, things.space(moderators=(keeper,)), objectives=["8", "10"])
    for state in ("visible", "held", "hidden", "rejected", "deleted"):
        things.in_state(author, keeper, thread, state, f"A {state} post")
    with transaction():
        for post in db.session.query(Post):  # lines carry whole seconds
            post.created_at = datetime(2025, 1, 1, 8, post.number, tzinfo=UTC)
    before, lines = totals(), list(exchange.rows(secretariat, True))
    for told in lines:
        store(secretariat, told)
    assert totals() == before
    assert list(exchange.rows(secretariat, True)) == lines


def test_a_long_thread_is_taken_in_whole(app: Any) -> None:
    thread = store(user("secretariat"), long_line(600))
    assert (thread.last_number, thread.post_count) == (600, 600)


def long_line(posts: int) -> dict[str, Any]:
    told = [
        {
            "author_email": "writer@example.org",
            "created_at": f"2025-01-01T{n // 60:02d}:{n % 60:02d}:00Z",
            "body": f"Post {n}",
        }
        for n in range(posts)
    ]
    return line(posts=told)

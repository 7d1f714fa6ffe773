"""Pages are ranges of post numbers: links stay right, and long threads cost what short ones do."""

from typing import Any

from sqlalchemy import event

from discussions import moderation
from discussions.addresses import post_url
from discussions.models import Post, Thread
from discussions.operations import store
from discussions.schemas import ThreadLineSchema
from hub.db import db
from tests.clients import HubClient
from tests.discussions import things
from tests.discussions.test_exchange import long_line
from tests.factories import user


def long_thread(posts: int) -> Thread:
    return store(user("secretariat"), ThreadLineSchema().load(long_line(posts)), publish=True)


def test_pages_hold_twenty_posts_and_end_where_the_thread_ends(client: HubClient) -> None:
    thread = long_thread(41)
    address = things.address(thread)
    first, second, third = (client.get(f"{address}?page={n}").text for n in (1, 2, 3))
    assert [text.count('<article class="post') for text in (first, second, third)] == [20, 20, 1]
    assert 'id="post-20"' in first and 'id="post-21"' in second and 'id="post-41"' in third
    assert "Page 2 of 3" in second
    assert [client.get(f"{address}?page={n}").status_code for n in ("4", "0", "x", "99999")] == [404] * 4


def test_a_permalink_leads_to_the_page_of_its_post(client: HubClient) -> None:
    thread = long_thread(45)
    post = db.session.query(Post).filter_by(thread_id=thread.id, number=44).one()
    assert post_url(post) == f"{things.address(thread)}?page=3#post-44"
    assert "Post 43" in client.get(post_url(post)).text


def test_a_hidden_post_moves_no_other_to_another_page(client: HubClient) -> None:
    keeper, thread = user("secretariat"), long_thread(25)
    moderation.hide(keeper, things.first_post(thread), reason="other", explanation="No")
    assert 'id="post-21"' in client.get(f"{things.address(thread)}?page=2").text


def test_held_posts_at_the_end_make_no_empty_page_for_others(client: HubClient) -> None:
    keeper, author, thread = user("secretariat"), user(), long_thread(20)
    things.in_state(author, keeper, thread, "held", "zuqheld")
    assert "Page 1 of" not in client.get(things.address(thread)).text
    assert client.get(f"{things.address(thread)}?page=2").status_code == 404
    assert "zuqheld" in client.as_(author).get(f"{things.address(thread)}?page=2").text


def test_no_page_needs_more_queries_than_another(client: HubClient) -> None:
    short, long = long_thread(21), things.thread(user(), things.space())
    with_one_post = _queries(client, things.address(long))
    assert _queries(client, things.address(short)) <= with_one_post + 1
    assert _queries(client, f"{things.address(short)}?page=2") <= with_one_post + 1


def _queries(client: HubClient, path: str) -> int:
    seen: list[Any] = []
    count = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len([statement for statement in seen if statement.startswith("SELECT")])

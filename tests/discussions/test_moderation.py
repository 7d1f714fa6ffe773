"""The three kinds of moderation, decisions, reports, races, the public log."""

from typing import Any

import pytest

from discussions import moderation, operations
from discussions.models import Post
from hub.db import db
from hub.errors import Conflict, Forbidden
from hub.moderation.models import LogEntry, QueueItem
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user


@pytest.fixture
def keeper(app: Any) -> Any:
    return things.person("moderator")


@pytest.mark.parametrize(
    ("rule", "states"),
    [("open", ["visible", "visible"]), ("first_post", ["held", "visible"]), ("pre", ["held", "held"])],
)
def test_a_space_holds_all_posts_the_first_or_none(app: Any, keeper: Any, rule: str, states: list[str]) -> None:
    space, newcomer = things.space("public", rule, moderators=(keeper,)), user()
    thread = things.thread(keeper, space)
    first = things.post(newcomer, thread)
    assert (things.first_post(thread).state, first.state) == ("visible", states[0]), "moderators are never held"
    if first.state == "held":
        moderation.approve(keeper, first)
    assert things.post(newcomer, thread).state == states[1]


def test_a_first_post_that_waits_does_not_open_the_way_for_the_second(app: Any, keeper: Any) -> None:
    space, newcomer = things.space("public", "first_post", moderators=(keeper,)), user()
    thread = things.thread(keeper, space)
    assert [things.post(newcomer, thread).state for _n in range(2)] == ["held", "held"]


def test_the_writer_hears_beforehand_what_happens_to_the_post(client: HubClient, keeper: Any) -> None:
    for rule, words in (
        ("open", "appears at once. You can"),
        ("first_post", "first post in this space"),
        ("pre", "reads each post"),
    ):
        thread = things.thread(keeper, things.space("public", rule, moderators=(keeper,)))
        assert words in client.as_(user()).get(things.address(thread)).text


def test_approved_posts_appear_and_are_found_and_hidden_ones_are_gone(
    client: HubClient, keeper: Any, work: Any
) -> None:
    space = things.space("public", "pre", moderators=(keeper,))
    thread = things.thread(keeper, space)
    post = things.post(user(), thread, "zuqword")
    browser = client.as_(keeper)
    found = lambda: (work() and 0) or client.get("/api/v1/search?q=zuqword").json["total"]  # noqa: E731
    assert "zuqword" not in client.get(things.address(thread)).text and found() == 0
    assert browser.post(things.address(post, "/approve")).status_code == 302
    assert "zuqword" in client.get(things.address(thread)).text and found() == 1
    hidden = browser.post(things.address(post, "/hide"), data={"reason": "off_topic", "explanation": "Wrong thread"})
    assert hidden.status_code == 302
    page = client.get(things.address(thread)).text
    assert "zuqword" not in page and "Hidden by a moderator: Wrong thread" in page
    assert client.get("/api/v1/search?q=zuqword").json["total"] == 0, "before the worker has done anything"
    assert found() == 0
    assert browser.post(things.address(post, "/restore")).status_code == 302
    assert "zuqword" in client.get(things.address(thread)).text and found() == 1
    assert (thread.post_count, space.post_count) == (2, 2)


def test_a_reason_is_asked_for_and_what_was_typed_is_kept(client: HubClient, keeper: Any) -> None:
    post = things.first_post(things.thread(user(), things.space(moderators=(keeper,))))
    answer = client.as_(keeper).post(things.address(post, "/hide"), data={"explanation": "My long words"})
    assert answer.status_code == 422
    assert "My long words" in answer.text and 'href="#f-reason"' in answer.text


def test_two_moderators_cannot_decide_the_same_item_unseen(client: HubClient, keeper: Any) -> None:
    other = things.person("moderator", name="Second Person")
    space = things.space("public", "pre", moderators=(keeper, other))
    post = things.post(user(), things.thread(keeper, space))
    item = db.session.query(QueueItem).one()
    queue = client.as_(other).get("/discussions/queue").text
    assert f"item={item.id}" in queue
    client.as_(keeper).post(things.address(post, f"/approve?item={item.id}&version=1"))
    late = client.as_(other).post(
        things.address(post, f"/reject?item={item.id}&version=1"), data={"reason": "other", "explanation": "No"}
    )
    assert late.status_code == 409
    assert "Approved" in late.text and keeper.name in late.text
    assert db.session.get(Post, post.id).state == "visible"  # type: ignore[union-attr]


def test_a_kept_report_cannot_be_turned_into_hiding_by_somebody_who_looked_earlier(app: Any, keeper: Any) -> None:
    other = user("moderator")
    space = things.space(moderators=(keeper, other))
    post = things.first_post(things.thread(user(), space))
    moderation.report(user(), post, reason="other")
    item = db.session.query(QueueItem).one()
    moderation.keep(keeper, post, seen=item.id)
    with pytest.raises(Conflict):
        moderation.hide(other, post, reason="other", explanation="Bad", seen=item.id)


def test_a_moderator_does_not_approve_a_text_that_was_changed_meanwhile(app: Any, keeper: Any) -> None:
    space, author = things.space("public", "pre", moderators=(keeper,)), user()
    post = things.post(author, things.thread(keeper, space), "Harmless")
    operations.edit(author, post, {"body": "Harmful"})
    with pytest.raises(Conflict):
        moderation.approve(keeper, post, version=1)
    assert moderation.approve(keeper, post, version=2).state == "visible"


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("approve", "visible"),
        ("reject", "visible"),
        ("hide", "held"),
        ("restore", "visible"),
        ("restore", "held"),
        ("approve", "deleted"),
        ("restore", "deleted"),
        ("hide", "rejected"),
        ("keep", "held"),
    ],
)
def test_steps_that_are_not_open_from_a_state_are_refused(app: Any, keeper: Any, decision: str, state: str) -> None:
    space, author = things.space(moderators=(keeper,)), user()
    post = things.in_state(author, keeper, things.thread(keeper, space), state, "Text")
    with pytest.raises(Conflict):
        moderation.decide(keeper, post, decision, {"reason": "other", "explanation": "Because"})


def test_three_members_reports_hold_a_post_until_a_moderator_looks(client: HubClient, keeper: Any, mails: Any) -> None:
    author, space = things.person(), things.space(moderators=(keeper,))
    post = things.first_post(things.thread(author, space))
    for n, member in enumerate(user() for _n in range(3)):
        assert db.session.get(Post, post.id).state == "visible"  # type: ignore[union-attr]
        sent = client.as_(member).post(things.address(post, "/report"), data={"reason": "offensive", "text": f"no {n}"})
        assert sent.status_code == 302
    assert db.session.get(Post, post.id).state == "held"  # type: ignore[union-attr]
    assert client.get(things.address(post.thread)).status_code == 404, "its only post is held"
    queue = client.as_(keeper).get("/discussions/queue").text
    assert "Held after several reports" in queue and "no 2" in queue
    assert [mail["Subject"] for mail in mails()] == [f"Your post in “{post.thread.title}” waits for a moderator"]
    assert [(e.action, e.reason) for e in db.session.query(LogEntry)] == [("hold", "held_by_reports")]
    moderation.approve(keeper, post)
    assert client.get(things.address(post.thread)).status_code == 200


def test_a_member_reports_a_post_once_and_never_their_own(client: HubClient, keeper: Any) -> None:
    author, member = user(), user()
    post = things.first_post(things.thread(author, things.space(moderators=(keeper,))))
    moderation.report(member, post, reason="other")
    with pytest.raises(Conflict, match="already"):
        moderation.report(member, post, reason="other")
    moderation.keep(keeper, post)
    with pytest.raises(Conflict, match="decided"):
        moderation.report(member, post, reason="other")
    operations.edit(author, post, {"body": "Now it is really bad"})
    moderation.report(member, post, reason="offensive")
    with pytest.raises(Conflict, match="your own"):
        moderation.report(author, post, reason="other")
    assert client.post(things.address(post, "/report"), data={"reason": "other"}).status_code == 401


def test_the_queue_shows_the_longest_waiting_first_and_only_my_spaces(client: HubClient, keeper: Any) -> None:
    mine, other, foreign = (things.space("public", "pre", moderators=(k,) if k else ()) for k in (keeper, keeper, None))
    for n, space in enumerate((mine, foreign, other, mine)):
        things.thread(user(), space, f"Waiting {n}")
    browser = client.as_(keeper)
    page = browser.get("/discussions/queue").text
    assert page.index("Waiting 0") < page.index("Waiting 2") < page.index("Waiting 3")
    assert "Waiting 1" not in page
    only = browser.get(f"/discussions/queue?space={other.slug}").text
    assert "Waiting 2" in only and "Waiting 0" not in only
    assert "Waiting" not in browser.get(f"/discussions/queue?space={foreign.slug}").text.split("</select>")[-1]
    inbox = browser.get("/inbox").text
    assert "Read 2 posts that wait" in inbox and "Read 1 post that waits" in inbox


def test_locked_threads_and_consultations_outside_their_dates_take_no_answers(client: HubClient, keeper: Any) -> None:
    thread = things.thread(keeper, things.space(moderators=(keeper,)))
    member, address = client.as_(user()), things.address(thread)
    client.as_(keeper).post(f"{address}/lock")
    assert member.post(address, data={"body": "Too late"}).status_code == 409
    assert "Too late" not in member.get(address).text
    client.as_(keeper).post(f"{address}/unlock")
    assert member.post(address, data={"body": "In time"}).status_code == 302
    for dates, words in (({"opens": "2999-01-01"}, "not open yet"), ({"closes": "2020-01-01"}, "has closed")):
        settings = {"title": thread.title, "opens": "", "closes": "", "questions": "Which?\nWhy?", "feeds": "", **dates}
        assert client.as_(keeper).post(f"{address}/settings", data=settings).status_code == 302
        refused = member.post(address, data={"body": "Hello"})
        assert refused.status_code == 409 and words in refused.text
        assert "Which?" in client.get(address).text
    assert member.post(f"{address}/lock").status_code == 403


def test_the_log_tells_what_when_and_why_but_nobody(client: HubClient, keeper: Any) -> None:
    author = things.person(name="Zuq Author")
    space = things.space("private", moderators=(keeper,), members=(author,))
    post = things.first_post(things.thread(author, space))
    moderation.hide(keeper, post, reason="personal_data", explanation="Names zuqsecret")
    moderation.set_locked(keeper, post.thread, True)
    log = client.as_(author).get(things.address(space, "/log")).text.split("<table")[-1]
    assert "Hidden" in log and "Personal data" in log and "Locked" in log
    for secret in ("Zuq", "zuqsecret", keeper.name, post.thread.title):
        assert secret not in log
    assert client.get(things.address(space, "/log")).status_code == 404
    assert "Hidden" not in client.get("/discussions/log").text


def test_members_cannot_decide_even_on_their_own_posts(app: Any, keeper: Any) -> None:
    author, space = user(), things.space("public", "pre", moderators=(keeper,))
    post = things.post(author, things.thread(keeper, space))
    with pytest.raises(Forbidden):
        moderation.approve(author, post)

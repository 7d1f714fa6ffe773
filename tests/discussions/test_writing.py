"""Starting threads, answering, quoting, editing with history, deleting, limits."""

import re
from typing import Any

import pytest

from discussions import moderation, operations
from discussions.models import Post, Thread
from hub import security
from hub.db import db
from hub.errors import Conflict, Invalid
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user


def test_a_member_starts_a_discussion_and_another_answers_with_a_quote(client: HubClient) -> None:
    space, starter, helper = things.space(), client.as_(user()), client.as_(user(name="Helper"))
    form = {
        "title": "How do you register departures?",
        "body": "We count **nobody**.",
        "language": "en",
        "objectives": ["1"],
    }
    started = starter.post(things.address(space, "/new"), data=form)
    address = started.location
    assert address == f"/discussions/{space.slug}/how-do-you-register-departures"
    assert "<strong>nobody</strong>" in client.get(address).text
    quoting = helper.get(f"{address}?quote=1").text
    action = re.search(r'<form method="post" action="([^"]+)" data-guard', quoting)
    assert action and "quote=1" in action[1] and "We count nobody." in quoting
    answered = helper.post(action[1].replace("&amp;", "&"), data={"body": "We count at the border."})
    assert answered.location == f"{address}#post-2"
    page = client.get(address).text
    assert page.index("We count at the border") > page.index('class="quote"') > page.index("post-1")


def test_what_was_typed_is_kept_when_something_is_wrong(client: HubClient) -> None:
    space, browser = things.space(), client.as_(user())
    refused = browser.post(things.address(space, "/new"), data={"title": "", "body": "Long work", "language": "xx"})
    assert refused.status_code == 422
    assert "Long work" in refused.text and 'href="#f-title"' in refused.text and 'href="#f-language"' in refused.text
    thread = things.thread(user(), space)
    assert browser.post(things.address(thread), data={"body": "  "}).status_code == 422
    too_long = browser.post(things.address(thread), data={"body": "x" * 20_001})
    assert too_long.status_code == 422 and "20001" in too_long.text.replace(",", "")


def test_two_threads_of_one_title_have_two_addresses(app: Any) -> None:
    space, author = things.space(), user()
    first, second = (things.thread(author, space, "The same title") for _n in range(2))
    assert first.slug != second.slug
    assert things.thread(author, things.space(), "The same title").slug == first.slug
    assert things.thread(author, space, "Settings").slug != "settings"


def test_guests_get_a_link_to_log_in_and_no_form_with_a_token(client: HubClient) -> None:
    thread = things.thread(user(), things.space())
    for path in ("/discussions", things.address(thread.space), things.address(thread)):
        page = client.get(path).text
        assert "csrf_token" not in page and 'method="post"' not in page
    assert "Log in to answer" in client.get(things.address(thread)).text
    assert client.post(things.address(thread), data={"body": "Hello"}).status_code == 401
    assert client.get(things.address(thread.space, "/new")).status_code == 302


def test_a_page_kept_for_guests_changes_with_each_new_post(client: HubClient) -> None:
    thread = things.thread(user(), things.space())
    assert "zuqnew" not in client.get(things.address(thread)).text
    things.post(user(), thread, "zuqnew")
    assert "zuqnew" in client.get(things.address(thread)).text


def test_readers_see_that_a_post_was_edited_and_what_it_said_before(client: HubClient) -> None:
    author, reader = user(), client.as_(user())
    post = things.first_post(things.thread(author, things.space(), body="Old words"))
    browser, path = client.as_(author), things.address(post, "/edit")
    assert "Old words" in browser.get(path).text
    assert browser.post(path, data={"body": "New words", "language": "en", "version": "1"}).status_code == 302
    page = reader.get(things.address(post.thread)).text
    assert "New words" in page and "Old words" not in page and ">edited</a>" in page
    history = reader.get(things.address(post, "/history")).text
    assert history.index("New words") < history.index("Old words")
    assert reader.get(path).status_code == 403


def test_an_edit_in_an_old_window_is_refused(client: HubClient) -> None:
    author = user()
    post = things.first_post(things.thread(author, things.space()))
    browser, path = client.as_(author), things.address(post, "/edit")
    assert browser.post(path, data={"body": "One", "version": "1"}).status_code == 302
    late = browser.post(path, data={"body": "Two", "version": "1"})
    assert (late.status_code, ">\nTwo</textarea>" in late.text) == (409, True), "what was typed stays in the form"
    assert db.session.get(Post, post.id).body == "One"  # type: ignore[union-attr]


def test_where_all_posts_are_read_first_a_changed_one_is_read_again(app: Any) -> None:
    keeper, author = user("moderator"), user()
    thread = things.thread(keeper, things.space("public", "pre", moderators=(keeper,)))
    post = moderation.approve(keeper, things.post(author, thread, "Fine"))
    operations.edit(author, post, {"body": "Not fine"})
    assert (post.state, thread.post_count) == ("held", 1)


def test_a_rejected_post_can_be_changed_and_waits_again(app: Any) -> None:
    keeper, author = user("moderator"), user()
    thread = things.thread(keeper, things.space("public", "first_post", moderators=(keeper,)))
    post = moderation.reject(keeper, things.post(author, thread), reason="other", explanation="Please be brief")
    operations.edit(author, post, {"body": "Brief"})
    assert post.state == "held"
    assert moderation.approve(keeper, post).state == "visible"


def test_text_that_was_held_when_it_was_changed_stays_out_of_the_public_history(client: HubClient) -> None:
    keeper, author = user("moderator"), user()
    thread = things.thread(keeper, things.space("public", "pre", moderators=(keeper,)))
    post = things.post(author, thread, "The boat leaves from zuqbeach")
    operations.edit(author, post, {"body": "The boat leaves"})
    moderation.approve(keeper, post)
    for reader, sees in ((None, False), (user(), False), (author, True), (keeper, True)):
        assert ("zuqbeach" in client.as_(reader).get(things.address(post, "/history")).text) == sees


def test_a_deleted_post_leaves_a_line_for_everybody_and_its_text_to_nobody(client: HubClient) -> None:
    author = user()
    thread = things.thread(user(), things.space())
    post = things.post(author, thread, "zuqgone")
    browser = client.as_(author)
    assert "zuqgone" in browser.get(things.address(post, "/delete")).text
    assert browser.post(things.address(post, "/delete")).status_code == 302
    for reader in (None, author, user("secretariat")):
        page = client.as_(reader).get(things.address(thread)).text
        assert "zuqgone" not in page and "Deleted by its author." in page
    assert (thread.post_count, thread.space.post_count) == (1, 1)
    assert browser.get(things.address(post, "/history")).status_code == 404
    with pytest.raises(Conflict):
        operations.delete(author, post)


def test_answers_to_hidden_or_foreign_posts_quote_nothing(client: HubClient) -> None:
    keeper, author = user("moderator"), user()
    space = things.space(moderators=(keeper,))
    thread, other = things.thread(author, space, body="zuqquoted"), things.thread(author, space)
    answer = things.post(user(), thread, "I agree", quoted_post=things.first_post(thread).id)
    assert "zuqquoted" in client.get(things.address(thread)).text
    moderation.hide(keeper, things.first_post(thread), reason="other", explanation="No")
    page = client.get(things.address(thread)).text
    assert "zuqquoted" not in page and "The quoted post is no longer shown." in page
    assert answer.quoted_post_id
    with pytest.raises(Invalid):
        things.post(author, other, "Mixed up", quoted_post=answer.id)


def test_a_thread_shows_what_it_is_about_and_the_starter_must_be_able_to_open_it(client: HubClient) -> None:
    insider = user()
    secret = things.thread(insider, things.space("private", members=(insider,)), "zuqsecret")
    open_one = things.thread(user(), things.space(), "An open one")
    space, browser = things.space(), client.as_(user())
    assert browser.get(things.address(space, f"/new?about=thread:{secret.id}")).status_code == 404
    for wrong in ("thread:0", "nothing:1", "thread:x", "thread"):
        assert browser.get(things.address(space, f"/new?about={wrong}")).status_code == 404
    path = things.address(space, f"/new?about=thread:{open_one.id}")
    made = browser.post(path, data={"title": "About that", "body": "What do you think?", "language": "en"})
    assert "An open one" in client.get(made.location).text
    assert db.session.query(Thread).filter_by(title="About that").one().about == ("thread", open_one.id)


def test_posting_has_a_limit_for_each_person(client: HubClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security.limiter, "enabled", True)
    security.limiter.reset()
    thread, browser = things.thread(user(), things.space()), client.as_(user())
    answers = [browser.post(things.address(thread), data={"body": f"Answer {n}"}).status_code for n in range(21)]
    assert answers == [302] * 20 + [429]
    assert client.as_(user()).post(things.address(thread), data={"body": "Mine"}).status_code == 302
    assert browser.get(things.address(thread)).status_code == 200
    security.limiter.reset()


def test_why_a_post_was_rejected_stays_with_its_author_when_that_one_deletes_it(client: HubClient) -> None:
    keeper, author = user("moderator"), user()
    thread = things.thread(keeper, things.space(moderators=(keeper,)))
    post = things.post(author, thread, "Once read by everybody")
    for reader in (user(), user(), user()):
        moderation.report(reader, post, reason="other")
    moderation.reject(keeper, post, reason="other", explanation="zuqreason about you")
    operations.delete(author, post)
    told = client.get(f"/api/v1/threads/{thread.id}/posts").json
    assert [one["state"] for one in told["items"]] == ["visible", "deleted"]
    assert "zuqreason" not in str(told) + client.get(things.address(thread)).text


def test_an_answer_sent_twice_by_a_double_click_stands_once(client: HubClient) -> None:
    thread = things.thread(user(), things.space())
    browser, address = client.as_(user()), things.address(thread)
    first, second = (browser.post(address, data={"body": "We count at the border."}).location for _ in range(2))
    assert first == second
    assert client.get(address).text.count("We count at the border.") == 1
    assert browser.post(address, data={"body": "And at sea."}).location != first
    assert client.as_(user()).post(address, data={"body": "We count at the border."}).location != first

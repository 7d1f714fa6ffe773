"""Nobody reads, finds or counts what is not for them: actor × access × state × address, with canary words."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from discussions import operations
from discussions.exchange import rows
from discussions.models import Post, Space, Thread
from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.db import db
from hub.policy import PERMISSIONS, can, visible
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import user

ACCESSES = ("public", "members", "private")
STATES = ("held", "hidden", "rejected", "deleted")

FOR_READERS = {"zuqspace", "zuqtitle", "zuqvisible", "zuqearlier"}
FOR_CONCERNED = FOR_READERS | {"zuqheld", "zuqhidden", "zuqrejected", "zuqdraft", "zuqwaiting"}
CANARIES = FOR_CONCERNED | {"zuqdeleted"}


@dataclass
class World:
    """A space with a post in every state, and everybody who might look at it."""

    space: Space
    thread: Thread
    waiting: Thread
    people: dict[str, User | None]
    posts: dict[str, Post]

    def allowed(self, who: str) -> set[str]:
        """The canaries that somebody may see."""
        if who in ("author", "moderator", "secretariat"):
            return FOR_CONCERNED
        reads = self.space.access == "public" or who == "invited" or (self.space.access == "members" and who != "guest")
        return FOR_READERS if reads else set()


@pytest.fixture
def world(app: Any, request: pytest.FixtureRequest) -> World:
    people = {
        name: user("moderator" if "moderator" in name else "member")
        for name in ("author", "moderator", "another_moderator", "invited")
    }
    people["secretariat"] = user("secretariat")
    author, moderator = people["author"], people["moderator"]
    space = things.space(
        request.param,
        moderators=(moderator,),
        members=(people["invited"], author),
        title="zuqspace",
        description="zuqspace",
    )
    thread = things.thread(author, space, "About zuqtitle", "zuqearlier", objectives=["8"])
    operations.edit(author, things.first_post(thread), {"body": "zuqvisible"})
    posts = {state: things.in_state(author, moderator, thread, state, f"zuq{state}") for state in STATES}
    posts["held_draft"] = things.in_state(author, moderator, thread, "held", "zuqdraft")
    operations.edit(author, posts["held_draft"], {"body": "zuqheld again"})
    operations.revise_space(people["secretariat"], space, {"moderation": "pre"})
    waiting = things.thread(author, space, "About zuqwaiting", "zuqheld", objectives=["8"])
    posts["visible"] = things.first_post(thread)
    return World(space, thread, waiting, {"guest": None, **people}, posts)


def pages(world: World) -> list[str]:
    thread, waiting = things.address(world.thread), things.address(world.waiting)
    tails = {"visible": "/edit", "held": "/approve", "hidden": "/report", "rejected": "/delete", "held_draft": "/hide"}
    posts = [things.address(world.posts[name], tail) for name, tail in tails.items()]
    posts += [things.address(post, "/history") for post in world.posts.values()]
    space = things.address(world.space)
    return [
        "/", "/discussions", space, f"{space}/log", f"{space}/people", f"{space}/settings", "/discussions/log",
        "/discussions/queue", thread, f"{thread}?quote=2", f"{thread}?quote=3", waiting, f"{waiting}?quote=1",
        "/objectives/8", "/inbox", "/sitemap.xml", "/search", "/search?q=zuqvisible", "/search?q=zuqheld", *posts,
    ]  # fmt: skip


def endpoints(world: World) -> list[str]:
    return [
        "/spaces",
        f"/spaces/{world.space.slug}/threads",
        f"/threads/{world.thread.id}",
        f"/threads/{world.thread.id}/posts",
        f"/threads/{world.waiting.id}",
        f"/threads/{world.waiting.id}/posts",
    ]


def seen_in(text: str) -> set[str]:
    return {word for word in CANARIES if word in text}


@pytest.mark.one_database
@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_no_address_shows_anybody_what_is_not_for_them(world: World, client: HubClient, work: Any) -> None:
    work()
    leaks = []
    for who, person in world.people.items():
        browser = client.as_(person)
        for path in pages(world):
            asked = seen_in(path)  # the search page repeats what was typed
            leaked = seen_in(browser.get(path).text) - world.allowed(who) - asked
            leaks += [(who, path, leaked)] if leaked else []
        for path in endpoints(world):
            leaked = seen_in(browser.get(f"/api/v1{path}").text) - world.allowed(who)
            leaks += [(who, path, leaked)] if leaked else []
    assert not leaks


@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_everybody_sees_what_is_for_them(world: World, client: HubClient) -> None:
    for who, person in world.people.items():
        browser, allowed = client.as_(person), world.allowed(who)
        page = browser.get(things.address(world.thread))
        assert page.status_code == (200 if allowed else 404), who
        expected = allowed & {"zuqtitle", "zuqvisible", "zuqheld", "zuqhidden", "zuqrejected"}
        assert seen_in(page.text) - {"zuqspace"} == expected, who
        versions = browser.get(things.address(world.posts["visible"], "/history")).text
        assert ("zuqearlier" in versions) == bool(allowed), who
        drafts = browser.get(things.address(world.posts["held_draft"], "/history"))
        assert ("zuqdraft" in drafts.text) == (allowed == FOR_CONCERNED), who
        assert browser.get(things.address(world.waiting)).status_code == (200 if allowed == FOR_CONCERNED else 404)


@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_search_finds_and_counts_only_published_posts_of_readable_spaces(
    world: World, client: HubClient, work: Any
) -> None:
    work()
    for who, person in world.people.items():
        browser, reads = client.as_(person), bool(world.allowed(who))
        found = browser.get("/api/v1/search").json
        kinds = {value["value"]: value["count"] for value in found["facets"].get("type", [])}
        assert kinds == ({"thread": 1, "post": 1} if reads else {}), who
        assert found["total"] == (2 if reads else 0)
        for word in ("zuqheld", "zuqhidden", "zuqrejected", "zuqdeleted", "zuqdraft", "zuqwaiting", "zuqearlier"):
            assert browser.get(f"/api/v1/search?q={word}").json["total"] == 0, (who, word)
        if reads:
            assert browser.get("/api/v1/search?q=zuqvisible").json["items"][0]["type"] == "post"
            assert [hit["type"] for hit in browser.get("/api/v1/search?q=zuqtitle").json["items"]] == ["thread"]


@pytest.mark.parametrize("world", ["members"], indirect=True)
def test_a_change_of_access_works_at_once_for_search_and_pages(world: World, client: HubClient, work: Any) -> None:
    work()
    member = client.as_(world.people["another_moderator"])
    assert member.get("/api/v1/search?q=zuqvisible").json["total"] == 1
    operations.revise_space(world.people["secretariat"], world.space, {"access": "private"})  # type: ignore[arg-type]
    assert member.get("/api/v1/search?q=zuqvisible").json["total"] == 0
    assert member.get(things.address(world.thread)).status_code == 404
    operations.revise_space(world.people["secretariat"], world.space, {"access": "public"})  # type: ignore[arg-type]
    assert client.get("/api/v1/search?q=zuqvisible").json["total"] == 1


@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_counters_and_totals_do_not_tell_of_unpublished_posts(world: World, client: HubClient) -> None:
    assert (world.space.thread_count, world.space.post_count, world.thread.post_count) == (1, 1, 1)
    if world.space.access == "public":
        assert client.get(f"/api/v1/spaces/{world.space.slug}/threads").json["total"] == 1
        # the visible post, and the lines of the hidden and the deleted one
        states = [post["state"] for post in client.get(f"/api/v1/threads/{world.thread.id}/posts").json["items"]]
        assert states == ["visible", "hidden", "deleted"]


@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_exports_hold_what_their_reader_may_read_and_no_address(world: World) -> None:
    for who, person in world.people.items():
        text = json.dumps(list(rows(person or GUEST, False)))
        assert seen_in(text) == world.allowed(who) & {"zuqspace", "zuqtitle", "zuqvisible"}, who
        assert "@example.org" not in text
    everything = json.dumps(list(rows(world.people["secretariat"], True)))  # type: ignore[arg-type]
    assert {"zuqheld", "zuqhidden"} <= seen_in(everything)


@pytest.mark.parametrize("world", ACCESSES, indirect=True)
def test_each_rule_says_the_same_of_one_thing_and_of_a_list(world: World) -> None:
    models = {"space": Space, "thread": Thread, "post": Post}
    rules = [(name, models[name.partition(".")[0]]) for name in PERMISSIONS if name.partition(".")[0] in models]
    for person in (GUEST, *(p for p in world.people.values() if p)):
        for name, model in rules:
            listed = {thing.id for thing in db.session.scalars(visible(person, model, name))}
            assert listed == {t.id for t in db.session.query(model) if can(person, name, t)}, (person.name, name)


def test_the_role_of_moderator_alone_moderates_no_space(client: HubClient) -> None:
    stranger, space = user("moderator"), things.space()
    posted = things.first_post(things.thread(user(), space))
    browser = client.as_(stranger)
    assert browser.get("/discussions/queue").status_code == 403
    assert browser.get(things.address(space, "/settings")).status_code == 403
    assert (
        browser.post(things.address(posted, "/hide"), data={"reason": "other", "explanation": "x"}).status_code == 403
    )

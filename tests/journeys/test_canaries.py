"""The promise of the hub in one test: what a person may not open shows nowhere, and what they may find is found.

Everything of every kind in every state holds two words of its own: `word`, which everybody searches for, and
`echo`, which nobody types, so that it stands on a page only where the thing itself shows.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from discussions import moderation, operations
from discussions.exchange import rows as discussion_rows
from discussions.models import Post, Space, Thread
from experts.exchange import rows as expert_rows
from experts.models import Expert
from experts.workflow import STATES as EXPERT_STATES
from hub import kinds
from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.db import transaction
from hub.search.engines.whoosh.suggestion import MOST_CORRECTIONS
from hub.search.query import MOST_WORDS
from hub.search.text.distance import distance
from repository.exchange import rows as practice_rows
from repository.models import Adaptation, CollectionItem, Practice
from repository.operations import adapting
from repository.workflow import EDITABLE, PUBLIC
from repository.workflow import STATES as PRACTICE_STATES
from repository.workflow.life import ADAPTATION_STATES
from tests.clients import HubClient
from tests.discussions import things
from tests.experts.factories import expert
from tests.factories import practice, review, user
from tests.repository.things import call, collection

ROLES = (
    "guest", "member", "submitter", "invited", "declared", "expert owner", "author", "space member", "space moderator",
    "secretariat",
)  # fmt: skip
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"guest"}
INSIDE_SPACE = frozenset({"author", "space member", "space moderator", "secretariat"})
CONCERNED = frozenset({"author", "space moderator", "secretariat"})
SPACE_READERS = {"public": EVERYBODY, "members": SIGNED_IN, "private": INSIDE_SPACE}

LATER = ("/versions", "/versions/1", "/update", "/withdrawal", "/adaptations")
"""What a practice has besides, once it is public."""

Person = User | None


@dataclass(frozen=True)
class Canary:
    """A thing with its words, who may read it, and who finds it."""

    kind: str
    name: str
    word: str
    echo: str
    readers: frozenset[str]
    finders: frozenset[str]
    thing: Any

    @property
    def key(self) -> tuple[str, str]:
        """How the API names it."""
        return self.kind, kinds.get(self.kind).public_id(self.thing)

    @property
    def nearly(self) -> str:
        """The word with a letter missing, for which the search may suggest the right one to finders alone."""
        return self.word[:6] + self.word[7:]

    @property
    def pages(self) -> list[str]:
        """Every address that is about this thing alone."""
        url = kinds.get(self.kind).url(self.thing).partition("#")[0]
        match self.thing:
            case Practice():
                tails = ("", "/status", "/edit", "/edit/what", "/preview", "/desk", *LATER, "/cite.json", "/jsonld",
                         "/versions/1?kind=submitted", "/versions/compare?from=1&to=1", "/update/edit",
                         "/adaptations/new", "/address")  # fmt: skip
                answers = ("", "/reviews", "/completeness", *LATER)
                beside = f"/practices/compare?with={self.thing.slug}"
                return [*(url + tail for tail in tails), *(f"/api/v1{url}{tail}" for tail in answers), beside]
            case Adaptation():
                return [url, f"{url}/edit", f"/api/v1{url}"]
            case Expert():
                return [url, f"{url}/contact", f"/api/v1{url}"]
            case Post():
                tool = f"{things.address(self.thing.thread)}/{self.thing.number}"
                return [url, *(f"{tool}/{name}" for name in ("history", "edit", "report", "delete", "approve"))]
            case Thread():
                return [
                    url,
                    f"{url}/settings",
                    f"/api/v1/threads/{self.thing.id}",
                    f"/api/v1/threads/{self.thing.id}/posts",
                ]
        return [url, f"{url}/log", f"{url}/people", f"{url}/new", f"/api/v1/spaces/{self.thing.slug}/threads"]


def _words() -> Iterator[str]:
    """Invented words, none of which a typing error turns into another."""
    random, known = Random(23), list[str]()
    while True:
        word = "".join(random.choice("bdfgklmnprtvz") + random.choice("aeiou") for _ in range(5)) + "q"
        if all(distance(word, other) > 4 for other in known):
            known.append(word)
            yield word


class World:
    """One thing of each kind in each state, and somebody of each role."""

    def __init__(self) -> None:
        self.words = _words()
        mostly: dict[str, Person] = {role: user() for role in ROLES}
        self.people = mostly | {
            "guest": None,
            "submitter": user("focal_point"),
            "invited": user("reviewer"),
            "declared": user("reviewer"),
            "space moderator": user("moderator"),
            "secretariat": user("secretariat"),
        }
        self.canaries: list[Canary] = []
        for status in PRACTICE_STATES:
            self.add_practice(status)
        self.gather_practices()
        for status in ADAPTATION_STATES:
            self.add_adaptation(status)
        for state in (*EXPERT_STATES, "withdrawn", "lapsed"):
            self.add_expert(state, "public")
        for visibility in ("members", "hidden"):
            self.add_expert("verified", visibility)
        for access in SPACE_READERS:
            self.add_space(access)

    def person(self, role: str) -> User:
        found = self.people[role]
        assert found is not None
        return found

    def note(self, name: str, words: tuple[str, str], readers: frozenset[str], thing: Any, *, found: bool) -> None:
        kind = kinds.of(thing)
        assert kind is not None
        finders = readers if found else frozenset()
        self.canaries.append(Canary(kind.name, name, *words, readers, finders, thing))

    def two_words(self) -> tuple[str, str]:
        return next(self.words), next(self.words)

    def add_practice(self, status: str) -> None:
        word, echo = self.two_words()
        made = practice(
            status,
            submitter=self.person("submitter"),
            title=f"On {word} and what it is",
            summary=f"{word} {echo}",
            subnational=echo,
            partners=[{"name": f"{echo} partners", "category": "academia"}],
            links=[{"label": echo, "url": f"https://example.org/{echo}"}],
        )
        review(made, reviewer=self.person("invited"))
        review(made, "declared", reviewer=self.person("declared"))
        reviewers: frozenset[str] = frozenset() if status in EDITABLE else frozenset({"declared"})
        readers = EVERYBODY if status in PUBLIC else frozenset({"submitter", "secretariat"}) | reviewers
        self.note(f"practice {status}", (word, echo), readers, made, found=status in PUBLIC)

    def gather_practices(self) -> None:
        """A call that all of them answer, and a collection that holds all of them: both show the public ones alone."""
        self.call, self.collection = call(), collection()
        with transaction():
            for canary in self.canaries:
                canary.thing.call = self.call
                sentence = f"On {canary.echo}"
                self.collection.items.append(CollectionItem(practice=canary.thing, position=1, sentence=sentence))

    def add_adaptation(self, status: str) -> None:
        """Somebody's account of the reuse of the published practice."""
        word, echo = self.two_words()
        values = {"organization": f"{word} office", "countries": ["KE"], "city": echo, "start_year": 2023,
                  "changed": echo, "result": f"{word} {echo}", "link": f"https://example.org/{echo}",
                  "language": "en"}  # fmt: skip
        teller, secretariat = self.person("author"), self.person("secretariat")
        reused = next(canary.thing for canary in self.canaries if canary.name == "practice published")
        made = adapting.tell_adaptation(teller, reused, values)
        steps = {"public": secretariat, "declined": secretariat, "withdrawn": teller}
        if status in steps:
            adapting.step_adaptation(steps[status], made, status, "Because.")
        readers = EVERYBODY if status == "public" else frozenset({"author", "secretariat"})
        self.note(f"adaptation {status}", (word, echo), readers, made, found=False)

    def add_expert(self, state: str, visibility: str) -> None:
        word, echo = self.two_words()
        mine = (state, visibility) == ("verified", "hidden")
        made = expert(
            state,
            self.person("expert owner") if mine else user(),
            visibility=visibility,
            name=f"{word.title()} Person",
            headline=f"{word} {echo}",
            biography=echo,
            topics=[echo],
            publications=[echo],
            organization=f"{echo} office",
        )
        shown = state == "verified" and visibility != "hidden"
        readers = EVERYBODY if visibility == "public" else SIGNED_IN
        few = frozenset({"expert owner", "secretariat"} if mine else {"secretariat"})
        self.note(f"expert {state} {visibility}", (word, echo), readers if shown else few, made, found=shown)

    def add_space(self, access: str) -> None:
        word, echo = self.two_words()
        readers, author, keeper = SPACE_READERS[access], self.person("author"), self.person("space moderator")
        members = (author, self.person("space member"))
        space = things.space(access, title=f"Space {word}", description=echo, moderators=(keeper,), members=members)
        self.note(f"{access} space", (word, echo), readers, space, found=False)
        thread = self.add_thread(space, f"{access} thread", readers, found=True)
        for state in ("visible", "held", "hidden", "rejected", "deleted"):
            word, echo = self.two_words()
            post = things.in_state(author, keeper, thread, state, f"{word} {echo}")
            who = {"visible": readers, "deleted": frozenset[str]()}.get(state, CONCERNED)
            self.note(f"{access} {state} post", (word, echo), who, post, found=state == "visible")
        with transaction():
            space.moderation = "pre"
        self.add_thread(space, f"{access} waiting thread", CONCERNED, found=False)

    def add_thread(self, space: Space, name: str, readers: frozenset[str], *, found: bool) -> Thread:
        """A thread; its first post has words of its own."""
        (word, echo), mine = self.two_words(), self.two_words()
        thread = things.thread(self.person("author"), space, f"About {word}", " ".join(mine), objectives=["8"])
        with transaction():
            thread.feeds = echo
        self.note(name, (word, echo), readers, thread, found=found)
        self.note(f"first post of a {name}", mine, readers, things.first_post(thread), found=found)
        return thread

    def found_by(self, role: str) -> list[Canary]:
        return [canary for canary in self.canaries if role in canary.finders]

    def secrets(self, role: str, *, words: bool = True) -> dict[str, str]:
        """What may stand on no page of this role, with the names of the things; `words` stand in addresses, too.

        A reviewer who is invited learns the title of the practice, and nothing else of it.
        """
        closed = [canary for canary in self.canaries if role not in canary.readers]
        secret = {canary.echo: canary.name for canary in closed}
        if words:
            secret |= {c.word: c.name for c in closed if not (role == "invited" and c.kind == "practice")}
        return secret

    def gathered(self) -> list[str]:
        """The addresses that show practices together."""
        pages = (f"/practices/calls/{self.call.slug}", f"/practices/collections/{self.collection.slug}")
        programs = (
            f"calls/{self.call.slug}",
            f"practices?call={self.call.slug}",
            f"collections/{self.collection.slug}",
        )
        return [
            "/practices/calls", "/practices/collections", "/practices/figures", "/practices/figures/coverage.csv",
            "/practices/waiting/recent", "/practices/reasons", *pages, *(f"/api/v1/{path}" for path in programs),
            "/api/v1/practices/waiting?per_page=100", "/api/v1/practices/coverage",
        ]  # fmt: skip

    def lists(self) -> list[str]:
        """The addresses that show several things."""
        slugs = [canary.thing.slug for canary in self.canaries if canary.kind == "space"]
        return [
            "/", "/search", "/search?sort=newest", "/practices", "/practices?sort=title", "/practices/by/organization",
            "/practices/map", "/practices/export.jsonl", "/practices/export.csv", "/practices/map.csv",
            "/experts", "/experts?sort=name", "/discussions",
            "/discussions/log", "/objectives/8", "/sitemap.xml", "/inbox", "/practices/mine", "/practices/waiting",
            "/practices/unconfirmed", "/practices/adaptations/mine",
            "/experts/waiting", "/experts/contacts", "/discussions/queue", "/api/v1/practices?per_page=100",
            "/api/v1/experts?per_page=100", "/api/v1/spaces?per_page=100", "/api/v1/search?per_page=100",
            "/organizations", "/organizations?q=partners", "/api/v1/organizations?per_page=100",
            "/api/v1/openapi.json", *(f"/discussions/{slug}" for slug in slugs), *self.gathered(),
        ]  # fmt: skip


@pytest.fixture
def world(app: Any, work: Any) -> World:
    made = World()
    work()
    return made


def _asked(browser: HubClient, **query: Any) -> Any:
    """What the search API answers."""
    return browser.get("/api/v1/search", query_string=query).json


def batched(canaries: list[Canary], size: int) -> Iterator[list[Canary]]:
    for start in range(0, len(canaries), size):
        yield canaries[start : start + size]


def _told(browser: HubClient, address: str, secrets: dict[str, str]) -> list[str]:
    """What a page tells that it should not."""
    answer = browser.get(address)
    assert answer.status_code < 500, address
    page = answer.text.lower()
    return [name for word, name in secrets.items() if word in page]


def test_search_finds_counts_and_suggests_to_each_reader_what_is_for_them_and_nothing_else(
    world: World, client: HubClient
) -> None:
    for role in ROLES:
        browser = client.as_(world.people[role])
        for many in batched(world.canaries, MOST_WORDS):
            told = _asked(browser, q=" OR ".join(canary.word for canary in many), per_page=100)
            found = {canary.key for canary in many if role in canary.finders}
            assert {(one["type"], one["id"]) for one in told["items"]} == found, role
            assert told["total"] == len(found), role
            assert [c.name for c in many if (c.echo in str(told).lower()) > (role in c.finders)] == [], role
        for four in batched(world.canaries, MOST_CORRECTIONS):
            typed = " ".join(canary.nearly for canary in four)
            right = " ".join(canary.word if role in canary.finders else canary.nearly for canary in four)
            told = _asked(browser, q=typed)
            assert (told["total"], told["suggestion"] or typed) == (0, right), role
            page = browser.get("/search", query_string={"q": typed}).text.lower()
            assert [c.name for c in four if (c.word in page) != (role in c.finders)] == [], role
        _check_counts(browser, world.found_by(role))
    open_data = _open_data()
    exported = [c for c in world.canaries if c.kind in ("practice", "expert", "post")]
    assert [c.name for c in exported if (c.echo in open_data) != ("guest" in c.finders)] == []
    assert [name for word, name in world.secrets("guest").items() if word in open_data] == []


def _check_counts(browser: HubClient, found: list[Canary]) -> None:
    """The totals and facets of a search for everything."""
    everything = _asked(browser, per_page=100)
    assert everything["total"] == len(everything["items"]) == len(found)
    counts = {facet: {one["value"]: one["count"] for one in told} for facet, told in everything["facets"].items()}
    assert counts["type"] == dict(Counter(canary.kind for canary in found))
    for facet in ("objective", "country", "language"):
        for value, count in counts[facet].items():
            narrowed = _asked(browser, **{facet: value, "per_page": 100})
            assert narrowed["total"] == len(narrowed["items"]) == count, (facet, value)


def test_no_page_shows_anybody_what_is_not_for_them_and_readers_see_what_is(world: World, client: HubClient) -> None:
    for role in ROLES:
        browser, secrets = client.as_(world.people[role]), world.secrets(role)
        for address in world.lists() * (2 if role == "guest" else 1):  # the second time it may be a page that was kept
            assert _told(browser, address, secrets) == [], (role, address)
        secrets = world.secrets(role, words=False)
        for canary in world.canaries:
            page, *more = canary.pages
            shown = browser.get(page).text.lower()
            assert (canary.echo in shown) == (role in canary.readers), (role, canary.name)
            assert [name for word, name in secrets.items() if word in shown] == [], (role, page)
            for address in more if role in ("guest", "invited") and role not in canary.readers else ():
                assert _told(browser, address, secrets) == [], (role, address)


def _open_data() -> str:
    """What `hub export` gives out."""
    exported = (*practice_rows(GUEST, False), *expert_rows(GUEST, False), *discussion_rows(GUEST, False))
    return str(exported).lower()


def _withdraw_everything(world: World) -> None:
    keeper, secretariat = world.person("space moderator"), world.person("secretariat")
    for canary in world.canaries:
        if canary.kind == "post" and canary.finders:
            moderation.hide(keeper, canary.thing, reason="other", explanation="Gone")
        elif canary.kind == "space":
            operations.revise_space(secretariat, canary.thing, {"access": "private"})
        elif canary.kind in ("practice", "expert"):
            with transaction():
                if isinstance(canary.thing, Practice) and canary.finders:
                    canary.thing.status = "archived"
                elif isinstance(canary.thing, Expert):
                    canary.thing.visibility = "hidden"


def test_what_is_withdrawn_is_gone_at_once_from_every_place_whether_a_worker_runs_or_not(
    world: World, client: HubClient
) -> None:
    nearly = [" ".join(canary.nearly for canary in four) for four in batched(world.canaries, MOST_CORRECTIONS)]
    words = [" OR ".join(canary.word for canary in many) for many in batched(world.canaries, MOST_WORDS)]
    addresses = [*world.lists(), *(f"/search?q={typed}" for typed in nearly)]
    for address in addresses:
        client.get(address)
    _withdraw_everything(world)
    secrets = {word: c.name for c in world.canaries for word in (c.word, c.echo)}
    for role in ("guest", "member"):
        browser = client.as_(world.people[role])
        for address in addresses:
            assert _told(browser, address, secrets) == [], (role, address)
        for asked in ("", *words):
            told = _asked(browser, q=asked)
            assert (told["total"], told["items"], any(told["facets"].values())) == (0, [], False), (role, asked)
    open_data = _open_data()
    assert [name for word, name in secrets.items() if word in open_data] == []

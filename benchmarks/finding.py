"""Table (c): how soon published content is found, and withdrawn content gone, through the API and on the page."""

import time
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from app import create_app
from benchmarks import tables
from benchmarks.browser import Api, Browser, text_of
from benchmarks.data import practices
from benchmarks.load import Failed, at
from benchmarks.pages import Site
from benchmarks.people import MODERATOR, People
from hub.auth.models import User
from hub.db import db, transaction
from repository.operations import store
from repository.schemas import PracticeImportSchema

HEAD = ("what", "median, ms", "longest, ms")
TIMES = 12
LONGEST_SECONDS = 20.0
APPROVED = "A practice that waits for publication"


def approved_practices(settings: dict[str, str]) -> dict[str, str]:
    """Put practices into the hub that only have to be published: address by the one word that finds them.

    The way there takes three reviewers, and is not what is measured.
    """
    app, made = create_app({"HUB_DATA_DIR": settings["HUB_DATA_DIR"], "HUB_DATABASE_URL": settings["HUB_DATABASE_URL"],
                            "HUB_SECRET_KEY": settings["HUB_SECRET_KEY"]}), {}  # fmt: skip
    with app.app_context():
        actor = db.session.scalars(select(User).where(User.email == MODERATOR)).one()
        for n, line in enumerate(practices(TIMES, seed="approved")):
            word = word_of(f"practice {n}")
            with transaction():
                values = PracticeImportSchema().load(line | {"title": f"{APPROVED}: {word}"})
                practice = store(actor, values, publish=False)
                practice.status = "approved"
            made[word] = practice.slug
        db.session.remove()
        db.engine.dispose()
    return made


def word_of(seed: str) -> str:
    """A word that stands nowhere else."""
    return "zq" + "".join(Random(seed).choices("aeioulmnrst", k=12))


class Watcher:
    """A guest who searches for a word again and again, through the API and on the page."""

    def __init__(self, port: int) -> None:
        self.api, self.browser = Api(port), Browser(port)

    def sees(self, word: str, url: str) -> tuple[bool, bool]:
        """Whether the thing at the address is found (by the API, on the page)."""
        through_api = any(url in item["url"] for item in self.api(f"/search?q={word}")["items"])
        return through_api, url.encode() in text_of(self.browser.ask(f"/search?q={word}"))

    def wait(self, word: str, url: str, wanted: bool) -> float:
        """Milliseconds until both agree. Raises Failed after `LONGEST_SECONDS`."""
        start = time.perf_counter()
        while self.sees(word, url) != (wanted, wanted):
            if time.perf_counter() - start > LONGEST_SECONDS:
                raise Failed(f"{word} is {'not found' if wanted else 'still found'}")
            time.sleep(0.005)
        return (time.perf_counter() - start) * 1000


def measure(hub: int, site: Site, people: People, approved: dict[str, str]) -> None:
    """Print milliseconds from the answer to a change until search shows it everywhere."""
    watcher, times = Watcher(hub), dict[str, list[float]]()

    def timed(what: str, word: str, url: str, wanted: bool, change: Callable[[], Any]) -> None:
        change()
        times.setdefault(what, []).append(watcher.wait(word, url, wanted))

    _practices(timed, Api(hub, people.secretariat_token), approved)
    _posts(timed, hub, site, people)
    _expert(timed, Api(hub, people.secretariat_token), site)
    rows = [(what, f"{at(found, 0.5):.0f}", f"{max(found):.0f}") for what, found in times.items()]
    tables.show(f"From a change to search, {TIMES} times each", HEAD, rows)


def _practices(timed: Callable[..., None], secretariat: Api, approved: dict[str, str]) -> None:
    for word, slug in approved.items():
        path, steps = f"/practices/{slug}", f"/practices/{slug}/transitions"
        timed(
            "practice published: found", word, path, True, lambda: secretariat(steps, "POST", to="published")
        )
        timed("practice archived: gone", word, path, False,
              lambda: secretariat(steps, "POST", to="archived", comment="It was a measurement."))  # fmt: skip


def _posts(timed: Callable[..., None], hub: int, site: Site, people: People) -> None:
    member, moderator = Api(hub, people.secretariat_token), Browser(hub)
    moderator.send("/login", email=MODERATOR, password=people.password)
    space, _slash, slug = site.thread.removeprefix("/discussions/").partition("/")
    thread = next(
        t for t in member(f"/spaces/{space}/threads?per_page=100")["items"] if t["url"].endswith(slug)
    )
    for n in range(TIMES):
        word, path, written = word_of(f"post {n}"), site.thread, dict[str, Any]()

        def write(word: str = word, written: dict[str, Any] = written) -> None:
            written.update(
                member(
                    f"/threads/{thread['id']}/posts", "POST", body=f"What about {word} and its neighbours?"
                )
            )

        timed("post written: found", word, path, True, write)
        place = f"{site.thread}/{written['number']}/hide"
        timed("post hidden: gone", word, path, False,
              lambda: moderator.send(place, reason="off_topic", explanation="It was a measurement."))  # noqa: B023  # fmt: skip


def _expert(timed: Callable[..., None], secretariat: Api, site: Site) -> None:
    slug = site.expert.rpartition("/")[2]
    word, steps = secretariat(f"/experts/{slug}")["name"].split()[-2], f"/experts/{slug}/transitions"
    for _n in range(TIMES):
        timed(
            "expert suspended: gone",
            word,
            urlsplit(site.expert).path,
            False,
            lambda: secretariat(steps, "POST", to="suspended", comment="It was a measurement."),
        )
        timed("expert restored: found", word, urlsplit(site.expert).path, True,
              lambda: secretariat(steps, "POST", to="verified"))  # fmt: skip

"""Table (c): how soon search finds what is published and loses what is withdrawn, by API and on the page."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from sqlalchemy import select

from app import create_app
from benchmarks import tables
from benchmarks.browser import Api, Browser, text_of
from benchmarks.data import practices
from benchmarks.load import Failed, at
from benchmarks.pages import Site, threads_of
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
    """Put practices into the hub that only have to be published: their slugs by the one word that finds them.

    The way there takes three reviewers, and is not what is measured.
    """
    named = ("HUB_DATA_DIR", "HUB_DATABASE_URL", "HUB_SECRET_KEY")
    app = create_app({name: settings[name] for name in named})
    made = {}
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
        self.api, self.browser, self.times = Api(port), Browser(port), dict[str, list[float]]()

    @contextmanager
    def timing(self, what: str, word: str, path: str, *, found: bool) -> Iterator[None]:
        """Make a change inside; from its answer on, the time runs until search shows it everywhere."""
        yield
        start = time.perf_counter()
        while self._sees(word, path) != (found, found):
            if time.perf_counter() - start > LONGEST_SECONDS:
                raise Failed(f"{what}: {word}")
            time.sleep(0.005)
        self.times.setdefault(what, []).append((time.perf_counter() - start) * 1000)

    def _sees(self, word: str, path: str) -> tuple[bool, bool]:
        """Whether the thing at the address is found (by the API, on the page)."""
        items = self.api(f"/search?q={word}")["items"]
        page = text_of(self.browser.ask(f"/search?q={word}"))
        return any(path in item["url"] for item in items), path.encode() in page


def measure(hub: int, site: Site, people: People, approved: dict[str, str]) -> None:
    """Print milliseconds from the answer to a change until search shows it everywhere."""
    watcher, secretariat = Watcher(hub), Api(hub, people.secretariat_token)
    _practices(watcher, secretariat, approved)
    _posts(watcher, secretariat, site, people)
    _expert(watcher, secretariat, site)
    rows = [(what, f"{at(took, 0.5):.0f}", f"{max(took):.0f}") for what, took in watcher.times.items()]
    tables.show(f"From the answer to a change until search shows it, {TIMES} times each", HEAD, rows)


def _practices(watcher: Watcher, secretariat: Api, approved: dict[str, str]) -> None:
    for word, slug in approved.items():
        path, steps = f"/practices/{slug}", f"/practices/{slug}/transitions"
        with watcher.timing("practice published: found", word, path, found=True):
            secretariat(steps, "POST", to="published")
        with watcher.timing("practice archived: gone", word, path, found=False):
            secretariat(steps, "POST", to="archived", comment="It was a measurement.")


def _posts(watcher: Watcher, secretariat: Api, site: Site, people: People) -> None:
    moderator = Browser(watcher.browser.port)
    moderator.send("/login", email=MODERATOR, password=people.password)
    space = site.space.rpartition("/")[2]
    thread = next(t for t in threads_of(moderator.port, space) if t["url"].endswith(site.thread))
    for n in range(TIMES):
        word = word_of(f"post {n}")
        with watcher.timing("post written: found", word, site.thread, found=True):
            post = secretariat(f"/threads/{thread['id']}/posts", "POST", body=f"What about {word} in the city?")
        with watcher.timing("post hidden: gone", word, site.thread, found=False):
            hide = f"{site.thread}/{post['number']}/hide"
            moderator.send(hide, reason="off_topic", explanation="It was a measurement.")


def _expert(watcher: Watcher, secretariat: Api, site: Site) -> None:
    path, slug = site.expert, site.expert.rpartition("/")[2]
    word = secretariat(f"/experts/{slug}")["name"].split()[0]
    for _n in range(TIMES):
        with watcher.timing("expert suspended: gone", word, path, found=False):
            secretariat(f"/experts/{slug}/transitions", "POST", to="suspended", comment="It was a measurement.")
        with watcher.timing("expert restored: found", word, path, found=True):
            secretariat(f"/experts/{slug}/transitions", "POST", to="verified")

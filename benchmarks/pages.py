"""Which addresses are measured."""

from dataclasses import dataclass
from itertools import count, cycle
from typing import Any
from urllib.parse import quote_plus, urlsplit

from benchmarks.browser import Api

QUERIES = (
    "labour agreements",
    "remittances",
    "children",
    "data",
    "missing migrants",
    "regular pathways",
    "border",
    "health",
    "diaspora",
    "skills training",
    "drought",
    "consular protection",
    "women",
    '"decent work"',
    "migración laboral",
    "statistiques",
    "reintegration",
    "trafficking",
    "local authorities",
    "climate",
)
"""What people search for."""


@dataclass(frozen=True)
class Site:
    """Addresses of a running hub."""

    practices: list[str]
    expert: str
    space: str
    thread: str

    def pages(self) -> dict[str, list[str]]:
        """The measured pages: each a name and its addresses, asked in turn."""
        return {
            "home": ["/"],
            "practices (list)": ["/practices"],
            "practices (map)": ["/practices/map"],
            "experts (list)": ["/experts"],
            "discussions (list)": ["/discussions"],
            "space (list)": [self.space],
            "practice": [self.practices[0]],
            "expert": [self.expert],
            "thread": [self.thread],
            "objective": ["/objectives/8"],
            "search": [f"/search?q={quote_plus(query)}" for query in QUERIES],
        }


def look_around(port: int) -> Site:
    """Addresses that the API tells a guest, among them the longest open thread of the largest space."""
    api = Api(port)
    practices = [_path(item) for item in api("/practices?per_page=100")["items"]]
    expert = _path(api("/experts?per_page=1")["items"][0])
    space = max(api("/spaces?per_page=100")["items"], key=lambda one: int(one["post_count"]))
    takes_answers = [thread for thread in threads_of(port, space["slug"]) if thread["status"] == "open"]
    thread = max(takes_answers, key=lambda one: int(one["post_count"]))
    return Site(practices, expert, _path(space), _path(thread))


def threads_of(port: int, space: str) -> list[dict[str, Any]]:
    """All threads of a space that a guest may read, as the API gives them."""
    api, found, number = Api(port), list[dict[str, Any]](), 1
    while items := api(f"/spaces/{space}/threads?per_page=100&page={number}")["items"]:
        found, number = found + items, number + 1
    return found


def thread_titled(port: int, space: str, title: str) -> str:
    """The address of a thread."""
    return next(_path(item) for item in threads_of(port, space) if item["title"] == title)


def _path(item: dict[str, Any]) -> str:
    return urlsplit(item["url"]).path


def afresh(paths: list[str], number: int) -> list[str]:
    """So many addresses of these pages, none ever asked for before: nothing kept can answer."""
    turns = zip(range(number), cycle(paths), strict=False)
    return [f"{path}{'&' if '?' in path else '?'}nth={next(_never_asked)}" for _n, path in turns]


_never_asked = count()

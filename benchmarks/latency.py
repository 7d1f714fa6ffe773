"""Table (a): requests one after another, over one connection."""

from benchmarks import tables
from benchmarks.browser import Browser
from benchmarks.load import at, one_after_another, request
from benchmarks.pages import Site, afresh
from benchmarks.people import MEMBER, People

HEAD = (
    "page",
    "guest p50",
    "p95",
    "guest, never kept p50",
    "p95",
    "member p50",
    "p95",
    "member p95 : bare p95",
)
WARMING = 10


def signed_in(port: int, people: People) -> Browser:
    """The member's browser."""
    browser = Browser(port)
    browser.send("/login", email=MEMBER, password=people.password)
    return browser


def measure(bare: int, hub: int, site: Site, people: People, number: int) -> None:
    """Print milliseconds for each page: as a guest, as a guest for whom nothing was kept, as a member."""
    cookie = signed_in(hub, people).cookie
    yardstick = times(bare, ["/notes/1"] * number)
    rows = [("bare page", *cells(yardstick), "", "", "", "", "")]
    for name, paths in site.pages().items():
        asked = [paths[n % len(paths)] for n in range(number)]
        member = times(hub, asked, cookie)
        ratio = at(member, 0.95) / at(yardstick, 0.95)
        rows.append(
            (
                name,
                *cells(times(hub, asked)),
                *cells(times(hub, afresh(paths, number))),
                *cells(member),
                f"{ratio:.1f}",
            )
        )
    tables.show("Requests one after another, milliseconds", HEAD, rows)


def times(port: int, paths: list[str], cookie: str = "") -> list[float]:
    """Milliseconds of each request. Each worker meets the pages before, whichever takes the connection."""
    asked = [request(path, cookie=cookie) for path in paths]
    for _connection in range(4):
        one_after_another(port, [request(path, cookie=cookie) for path in afresh(paths, WARMING)])
        if len(set(paths)) < len(paths):  # pages that come again, and may be kept
            one_after_another(port, list(dict.fromkeys(asked)))
    return one_after_another(port, asked)


def cells(found: list[float]) -> tuple[str, str]:
    """The times that half and that 95 of 100 requests stayed under."""
    return f"{at(found, 0.5):.1f}", f"{at(found, 0.95):.1f}"

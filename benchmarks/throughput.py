"""Table (b): throughput as a guest, two workers, eight connections, beside the bare page in the same run.

Kept connections may fall unevenly on the workers, so each round opens new ones and the middle round counts.
"""

from statistics import median

from benchmarks import servers, tables
from benchmarks.load import Rate, at_once, request
from benchmarks.pages import Site, afresh

CONNECTIONS = 8
HEAD = ("page", "requests / s", "of the bare page", "generator's share of a core")


def measure(bare: int, hub: int, site: Site, *, seconds: float, rounds: int) -> None:
    """Print requests per second for each page and what part of the bare page's that is."""
    pages = site.pages()
    targets = {"bare page": (bare, ["/notes/1"])} | {
        name: (hub, pages[name])
        for name in ("home", "practices (list)", "experts (list)", "discussions (list)", "practice", "thread")
    }
    targets |= {
        "all practices in turn": (hub, site.practices),
        "searches in turn": (hub, pages["search"]),
        "practice, never kept": (hub, afresh(pages["practice"], 20_000)),
        "practices (list), never kept": (hub, afresh(pages["practices (list)"], 20_000)),
        "thread, never kept": (hub, afresh(pages["thread"], 20_000)),
    }
    asked = {name: (port, [request(path) for path in paths]) for name, (port, paths) in targets.items()}
    rates: dict[str, list[Rate]] = {name: [] for name in asked}
    for _round in range(rounds):
        for name, (port, requests) in asked.items():
            rates[name].append(at_once(port, requests, connections=CONNECTIONS, seconds=seconds))
    tables.show(
        f"Throughput as a guest: {servers.WORKERS} workers, {CONNECTIONS} connections",
        HEAD,
        [_row(name, rates[name], rates["bare page"]) for name in asked],
    )


def _row(name: str, rates: list[Rate], bare: list[Rate]) -> tuple[str, str, str, str]:
    ratio = median(one.per_second / other.per_second for one, other in zip(rates, bare, strict=True))
    return (
        name,
        f"{median(rate.per_second for rate in rates):.0f}",
        f"{ratio:.2f}",
        f"{median(rate.own_share for rate in rates):.0%}",
    )

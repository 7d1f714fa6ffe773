"""The pages again with large data: 10,000 practices, 2,000 experts, 2,000 posts and then 200,000."""

import itertools
import json
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks import data, files, latency, people, servers, tables, throughput
from benchmarks.load import at
from benchmarks.pages import afresh, look_around, thread_titled

PRACTICES, EXPERTS, POSTS, FEW_POSTS = 10_000, 2_000, 200_000, 2_000
FACETS = (
    "/practices?objective=8&objective=10",
    "/practices?country=KE&language=en",
    "/practices?principle=human-rights",
    "/practices?year=2022&q=training",
    "/practices?objective=1&region=002",
    "/practices?scope=national&sdg=8&sort=title",
    "/practices?year=2020&q=data&sort=updated",
)
MAPS = ("/practices/map", "/practices/map?objective=8", "/practices/map?q=training")
VALUES = ("/practices/by/organization", "/practices/by/country?objective=8")


def measure(folder: Path, *, requests: int, posts: int = POSTS) -> None:
    """Import, measure and print."""
    settings = servers.environment(folder / "large")
    servers.hub(["upgrade"], settings)
    users = people.join(settings)
    print("\n## Large data")
    rows = [
        _imported(folder, settings, "practices", data.practices(PRACTICES)),
        _imported(folder, settings, "experts", data.experts(EXPERTS)),
    ]
    threads = data.discussions(posts)
    few = list(itertools.islice(threads, FEW_POSTS // data.POSTS_A_THREAD))
    rows.append(_imported(folder, settings, "discussions", few))
    before = _thread(settings, few[7], requests)
    rows.append(_imported(folder, settings, "discussions", threads))
    after = _thread(settings, few[7], requests)
    tables.show("Import", ("lines", "number", "import, s", "of a processor, s", "memory, MB", "index, s"), rows)
    growth = (("50th of 100", 0.5), ("95th of 100", 0.95))
    tables.show(
        f"One thread page, milliseconds, among {FEW_POSTS:,} and {posts:,} posts",
        ("request", "few", "many", "growth"),
        [
            (
                name,
                f"{at(before, part):.1f}",
                f"{at(after, part):.1f}",
                f"{at(after, part) / at(before, part):.2f}",
            )
            for name, part in growth
        ],
    )
    _pages(folder, settings, users, requests)


def _imported(folder: Path, settings: dict[str, str], what: str, lines: Iterable[data.Line]) -> tuple[str, ...]:
    """Import lines, then let the worker index them; a row of the table."""
    file, number = folder / f"{what}.jsonl", 0
    with file.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            number += 1
    used = servers.hub_measured(["import", what, str(file), "--publish"], settings)
    imported = time.monotonic()
    with servers.working(settings):
        while "search.index" in servers.hub(["jobs"], settings):
            time.sleep(2)
    file.unlink()
    indexed = f"{time.monotonic() - imported:.0f}"
    return what, f"{number:,}", f"{used.seconds:.0f}", f"{used.processor:.0f}", f"{used.megabytes:.0f}", indexed


def _thread(settings: dict[str, str], line: data.Line, requests: int) -> list[float]:
    """Times of a long thread's first page, rendered each time."""
    with servers.serving_hub(settings) as hub:
        return latency.times(hub, afresh([thread_titled(hub, line["space"], line["title"])], requests))


def _pages(folder: Path, settings: dict[str, str], users: people.People, requests: int) -> None:
    with servers.serving_bare(folder) as bare, servers.serving_hub(settings) as hub:
        site = look_around(hub)
        latency.measure(bare, hub, site, users, requests)
        throughput.measure(bare, hub, site, seconds=1.0, rounds=3)
        narrowed = {
            "practices, one to three filters": FACETS,
            "practices on the map": MAPS,
            "all values of a filter": VALUES,
        }
        tables.show(
            "Lists narrowed by filters, never kept, milliseconds",
            ("page", "p50", "p95"),
            [
                (name, *latency.cells(latency.times(hub, afresh(list(paths), requests))))
                for name, paths in narrowed.items()
            ],
        )
        files.measure(hub)

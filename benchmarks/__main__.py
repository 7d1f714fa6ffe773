"""`python -m benchmarks` (or `make bench`): measure the hub beside a bare Flask page and print tables."""

import argparse
import os
import platform
import tempfile
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from benchmarks import finding, large, latency, people, record, servers, sizes, throughput
from benchmarks.pages import look_around


def main() -> None:
    """Measure with the sample content, and with `--large` again with large data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also with 10,000 practices and 200,000 posts (long)")
    parser.add_argument("--posts", type=int, default=large.POSTS, help="so many posts instead")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one throughput round")
    parser.add_argument("--rounds", type=int, default=7, help="throughput rounds; the middle one counts")
    parser.add_argument("--requests", type=int, default=100, help="requests to each page, one after another")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables into this page, between its marks")
    asked = parser.parse_args()
    with redirect_stdout(record.Told()) as told, tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        machine = f"{os.cpu_count()} processors ({platform.machine()})"
        busy = f"{os.getloadavg()[0]:.1f} processes at work before we began"
        print(f"{date.today().isoformat()}, Python {platform.python_version()}, {machine}, {busy}.")
        _sample(Path(name), asked)
        if asked.large:
            large.measure(Path(name), requests=asked.requests, posts=asked.posts)
    if asked.into:
        record.put(asked.into, told.getvalue())


def _sample(folder: Path, asked: argparse.Namespace) -> None:
    settings = servers.environment(folder / "hub")
    servers.hub(["upgrade"], settings)
    servers.hub(["sample-data", "--yes-in-production"], settings)
    users = people.join(settings)
    approved = finding.approved_practices(settings)
    with servers.serving_bare(folder) as bare, servers.serving_hub(settings) as hub:
        site = look_around(hub)
        print("\n## Sample content")
        latency.measure(bare, hub, site, users, asked.requests)
        throughput.measure(bare, hub, site, seconds=asked.seconds, rounds=asked.rounds)
        sizes.measure(hub, site, latency.signed_in(hub, users))
        finding.measure(hub, site, users, approved)


if __name__ == "__main__":
    main()

"""`python -m benchmarks` (or `make bench`): measure the hub beside a bare Flask page and print tables."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks import finding, large, latency, people, servers, sizes, throughput
from benchmarks.pages import look_around


def main() -> None:
    """Measure with the sample content, and with `--large` again with large data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also with 10,000 practices and 200,000 posts (long)")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one throughput round")
    parser.add_argument("--rounds", type=int, default=3, help="throughput rounds; the middle one counts")
    parser.add_argument("--requests", type=int, default=100, help="requests to each page, one after another")
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        _sample(folder, asked)
        if asked.large:
            large.measure(folder, requests=asked.requests)


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

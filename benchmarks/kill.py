"""Kill the hub with -9, again and again, while programs write to it, and look for what got lost.

    python -m benchmarks.kill --rounds 200

Each round kills, at a random moment, all processes, the arbiter, one that answers, or the background worker.
At the end every acknowledged write must be there, and `hub index check` must find nothing. HUB_DATABASE_URL
names an empty database to do it on PostgreSQL.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import psutil

from benchmarks import people, servers, tables
from benchmarks.load import HOST, Connection, Failed, request
from benchmarks.writers import Ledger, Writer

WRITERS = 4
LONGEST = 2.0
"""Seconds that a round lets the hub write at most."""
EARLY = 0.2
"""The share of rounds that do not wait until the hub answers."""
PATIENCE = 120
VICTIMS = ("everything", "arbiter", "web worker", "background worker")
MOMENT = "2025-01-01T00:00:00Z"
POST = {"author_email": people.MEMBER, "created_at": MOMENT, "body": "Go on."}
THREAD = {"space": "killing", "space_title": "Killing", "access": "public", "title": "Written while it is killed",
          "language": "en", "author_email": people.MEMBER, "created_at": MOMENT, "posts": [POST]}  # fmt: skip


class Victim:
    """A hub that can be killed in parts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.settings, self.port = folder, servers.environment(folder), servers.free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless its arbiter lives."""
        if self.process is None or self.process.poll() is not None:
            command = [str(servers.HUB), "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self.settings, start_new_session=True)

    def answers(self) -> bool:
        with suppress(OSError, Failed), closing(Connection(self.port)) as connection:
            return connection.ask(request("/readyz")).status == 200
        return False

    def wait(self) -> None:
        """Wait until it answers. Raises RuntimeError where it does not."""
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > end:
                raise RuntimeError(f"the hub at {HOST}:{self.port} does not come back")
            time.sleep(0.05)

    def kill(self, what: str) -> None:
        assert self.process is not None
        if what == "everything":
            os.killpg(self.process.pid, signal.SIGKILL)
        elif what == "arbiter":
            self.process.kill()
        else:
            self._kill_child(background=what == "background worker")
        if what in ("everything", "arbiter"):
            self.process.wait()

    def _kill_child(self, *, background: bool) -> None:
        assert self.process is not None
        lock = self.folder / "worker.lock"
        worker = int((lock.read_text() if lock.exists() else "") or 0)
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.process.pid).children()
            chosen = [child for child in children if (child.pid == worker) is background]
            if chosen:
                random.choice(chosen).kill()

    def end(self) -> None:
        """Let it finish the waiting work, and stop it gently."""
        assert self.process is not None
        end = time.monotonic() + PATIENCE
        while "search.index" in servers.hub(["jobs"], self.settings) and time.monotonic() < end:
            time.sleep(0.2)
        self.process.terminate()
        self.process.wait(PATIENCE)


def torment(victim: Victim, rounds: int, ledger: Ledger) -> Counter[str]:
    """Start, let programs write, kill; which part was killed how often."""
    killed: Counter[str] = Counter()
    token = people.join(victim.settings).secretariat_token
    lines = victim.folder / "thread.jsonl"
    lines.write_text(json.dumps(THREAD))
    servers.hub(["import", "discussions", str(lines)], victim.settings)
    writers = [Writer(f"writer {n}", victim.port, token, 1, ledger) for n in range(WRITERS)]
    victim.start()
    victim.wait()
    for writer in writers:
        writer.start()
    for _round in range(rounds):
        victim.start()
        if random.random() > EARLY:
            victim.wait()
        time.sleep(random.uniform(0, LONGEST))
        what = random.choice(VICTIMS)
        victim.kill(what)
        killed[what] += 1
    for writer in writers:
        writer.stop.set()
    for writer in writers:
        writer.join()
    return killed


def lost(settings: dict[str, str], ledger: Ledger) -> list[str]:
    """The acknowledged writes that are not there."""
    practices = {one["title"]: one for one in _exported("practices", settings)}
    posts = {post["body"] for thread in _exported("discussions", settings) for post in thread["posts"]}
    missing = sorted((ledger.practices - practices.keys()) | (ledger.posts - posts))
    edits = {title: int((practices.get(title) or {}).get("summary") or 0) for title in ledger.edits}
    return missing + [f"{title}: edit {n}" for title, n in ledger.edits.items() if edits[title] < n]


def _exported(what: str, settings: dict[str, str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in servers.hub(["export", what, "--all"], settings).splitlines()]


def index_differs(settings: dict[str, str]) -> list[str]:
    """What `hub index check` finds."""
    command = [str(servers.HUB), "index", "check"]
    done = subprocess.run(command, env=settings, text=True, capture_output=True, check=False)
    return done.stdout.splitlines() if done.returncode == 1 else []


def measure(rounds: int, folder: Path) -> tuple[Ledger, Counter[str], list[str], list[str]]:
    """What was acknowledged, what was killed how often, what is lost and what is wrong in the index."""
    victim, ledger = Victim(folder), Ledger()
    servers.hub(["upgrade"], victim.settings)
    try:
        killed = torment(victim, rounds, ledger)
        victim.start()
        victim.wait()
        victim.end()
    finally:
        if victim.process is not None and victim.process.poll() is None:
            victim.kill("everything")
    return ledger, killed, lost(victim.settings, ledger), index_differs(victim.settings)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        ledger, killed, missing, differences = measure(rounds, Path(folder))
    rows = [[f"kill -9 of {what}", str(killed[what])] for what in VICTIMS]
    rows += [
        ["writes acknowledged", f"{ledger.acknowledged:,}"],
        ["answers that were errors", f"{len(ledger.errors):,}"],
        ["attempts without an answer", f"{ledger.unanswered:,}"],
        ["acknowledged writes lost", str(len(missing))],
        ["differences of the index", str(len(differences))],
        ["minutes", f"{(time.monotonic() - begun) / 60:.1f}"],
    ]
    tables.show(f"{rounds} kills while {WRITERS} programs write", ["what", "number"], rows)
    for line in (*missing, *differences, *ledger.errors):
        print(line)
    return 1 if missing or differences or ledger.errors else 0


if __name__ == "__main__":
    sys.exit(main())

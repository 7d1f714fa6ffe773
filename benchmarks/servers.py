"""Starting and stopping what is measured: the hub as in production, and the bare page beside it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.load import HOST, Connection, request

ROOT = Path(__file__).parent.parent
HUB = Path(sys.executable).parent / "hub"
WORKERS, THREADS = 2, 4
START_SECONDS = 60

BARE_OPTIONS = (
    "--worker-class",
    "gthread",
    "--workers",
    str(WORKERS),
    "--threads",
    str(THREADS),
    "--preload",
    "--keep-alive",
    "10",
    "--log-level",
    "warning",
    "--no-control-socket",
)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """The settings of the measured hub: as in production, its data in a folder of its own, no limits."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return ours | {
        "HUB_ENV": "production",
        "HUB_DATA_DIR": str(folder),
        "HUB_RATE_LIMITS": "off",
        "HUB_SECRET_KEY": secrets.token_hex(32),
        "HUB_DATABASE_URL": os.environ.get("HUB_DATABASE_URL", ""),
    }


def hub(arguments: Sequence[str], settings: dict[str, str], *, stdin: str | None = None) -> str:
    """Run a command of the hub; what it printed. Raises CalledProcessError."""
    done = subprocess.run(
        [HUB, *arguments], cwd=ROOT, env=settings, input=stdin, text=True, check=True, stdout=subprocess.PIPE
    )
    return done.stdout


class Used(NamedTuple):
    """What a command took: seconds, seconds of a processor, and the most memory that it held."""

    seconds: float
    processor: float
    megabytes: float


def hub_measured(arguments: Sequence[str], settings: dict[str, str]) -> Used:
    """Run a command of the hub; what it took. Raises RuntimeError."""
    start = time.monotonic()
    process = subprocess.Popen([HUB, *arguments], cwd=ROOT, env=settings)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"failed: {arguments!r}")
    return Used(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def serving_hub(settings: dict[str, str]) -> Iterator[int]:
    """The hub, served; its port."""
    port = free_port()
    command = [str(HUB), "serve", "--port", str(port), "--workers", str(WORKERS), "--threads", str(THREADS)]
    with _running(command, settings, port, "/healthz"):
        yield port


@contextmanager
def serving_bare(folder: Path) -> Iterator[int]:
    """The bare page, served the same way; its port."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        *BARE_OPTIONS,
        "--bind",
        f"{HOST}:{port}",
        "benchmarks.bare:create_app()",
    ]
    with _running(command, os.environ | {"BARE_FOLDER": str(folder)}, port, "/notes/1"):
        yield port


@contextmanager
def working(settings: dict[str, str]) -> Iterator[None]:
    """The background worker alone."""
    process = subprocess.Popen([HUB, "worker"], cwd=ROOT, env=settings)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


@contextmanager
def _running(command: Sequence[str], settings: dict[str, str], port: int, path: str) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        _wait_for(process, port, path)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


def _wait_for(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if Connection(port).ask(request(path)).status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"did not start: {process.args!r}")

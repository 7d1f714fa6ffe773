"""Running `hub` inside a test, or as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from hub.cli import main

ROOT = Path(__file__).parents[3]


def hub(*words: str, **options: Any) -> Result:
    """The command on the test's application, in this process."""
    return CliRunner().invoke(main, words, **options)


def settings(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works on a data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    return kept | {"HUB_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)} | more


def start(folder: Path, *words: str, **more: str) -> "subprocess.Popen[str]":
    """The command as a process of its own, working elsewhere than in the project."""
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "hub", *words],
        cwd=folder,
        env=settings(folder, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, *words: str, **more: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command."""
    process = start(folder, *words, **more)
    out, error = process.communicate(timeout=60)
    return process.returncode, out, error

"""Files of all practices, as somebody downloads them: when they begin, how long they take, how large they are."""

import time
from urllib.request import urlopen

from benchmarks import tables
from benchmarks.load import HOST
from hub.exchange.download import FORMS

BLOCK = 65_536


def measure(port: int) -> None:
    """Print a row for each form."""
    head = ("file", "first byte, s", "whole file, s", "MB")
    tables.show("All practices as files", head, [(name, *_fetched(port, form)) for form, name in FORMS.items()])


def _fetched(port: int, form: str) -> tuple[str, str, str]:
    start = time.monotonic()
    with urlopen(f"http://{HOST}:{port}/practices/export.{form}") as answer:
        size = len(answer.read(1))
        first = time.monotonic()
        while block := answer.read(BLOCK):
            size += len(block)
    return f"{first - start:.2f}", f"{time.monotonic() - start:.1f}", f"{size / 1_000_000:.1f}"

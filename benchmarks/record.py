"""Keeping what a run printed: the tables of `docs/performance.md` stand between two marks."""

import io
import sys
from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


class Told(io.StringIO):
    """Remembers what is printed, and prints it."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]
        return super().write(text)


def put(page: Path, tables: str) -> None:
    """Replace what stands between the marks of a page. Raises ValueError where there are none."""
    text = page.read_text("utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    page.write_text(f"{text[:start]}\n\n{tables.strip()}\n\n{text[end:]}", "utf-8")

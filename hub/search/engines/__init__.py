"""Search engines behind one interface; the setting names one of `ENGINES`."""

from collections.abc import Callable
from pathlib import Path

from hub.search.engines.base import Document, Engine, EngineBusy, Hit, Key, Results, SearchRequest
from hub.search.engines.whoosh import WhooshEngine

__all__ = [
    "ENGINES",
    "Document",
    "Engine",
    "EngineBusy",
    "Hit",
    "Key",
    "Results",
    "SearchRequest",
    "open_engine",
]

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine}


def open_engine(name: str, folder: Path | str) -> Engine:
    """The engine called `name`, keeping its files in `folder` (made if missing)."""
    if name not in ENGINES:
        raise ValueError(f"unknown search engine {name!r}; choose one of: {', '.join(sorted(ENGINES))}")
    return ENGINES[name](Path(folder))

"""Documents and searches in as few words as a test needs."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hub.search.engines import Document, Engine, Results, SearchRequest, open_engine

PUBLIC = frozenset({"public"})
MEMBER = frozenset({"public", "member"})


def document(id_: int, title: str = "", body: str = "", **more: Any) -> Document:
    """A public practice in English; keywords that are no field of a document are facets."""
    fields = {name: more.pop(name) for name in ("language", "audience", "names", "kind", "updated_at") if name in more}
    facets = {name: tuple(values.split()) for name, values in more.items()}
    fields.setdefault("updated_at", datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=id_))
    return Document(
        id=id_, title=title, body=body, facets=facets,
        **{"kind": "practice", "language": "en", "audience": PUBLIC} | fields,
    )  # fmt: skip


def engine_with(folder: Path, documents: Iterable[Document], name: str = "whoosh") -> Engine:
    engine = open_engine(name, folder)
    engine.replace(documents)
    return engine


def search(engine: Engine, text: str, audience: frozenset[str] = PUBLIC, **more: Any) -> Results:
    return engine.search(SearchRequest(text, audience, **more))


def found(engine: Engine, text: str, audience: frozenset[str] = PUBLIC, **more: Any) -> list[int]:
    """The identifiers of the hits, best first."""
    return [hit.key[1] for hit in search(engine, text, audience, **more).hits]

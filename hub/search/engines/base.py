"""What the hub asks of a search engine, and the words both sides use.

Nothing here knows which engine is behind it, nor what a practice, an expert or a post is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from json import dumps
from typing import Literal, Protocol

from markupsafe import Markup

Key = tuple[str, int]
"""A document's name: its kind (``"practice"``) and the identifier within the kind."""

Sort = Literal["relevance", "newest"]


class EngineBusy(RuntimeError):
    """Another process kept the index locked for writing longer than we wait; try again later."""


@dataclass(frozen=True)
class Document:
    """One thing that can be found, as the engine keeps it.

    `audience` holds tokens; a reader who has none of them never learns that the document exists, so a
    document without tokens is found by nobody. `names` (people, organizations, places) are matched as
    written, never stemmed. Facet values are codes, never labels. `updated_at` without a zone is UTC.
    """

    kind: str
    id: int
    title: str
    body: str
    language: str
    audience: frozenset[str]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: str = ""
    updated_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def key(self) -> Key:
        return self.kind, self.id

    @property
    def timestamp(self) -> int:
        """Seconds since 1970, UTC."""
        moment = self.updated_at
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change whenever any content changes, equal in every process."""
        facets = {name: sorted(set(values)) for name, values in self.facets.items() if values}
        texts = [self.title, self.body, self.language, self.names]
        content = [self.key, texts, sorted(self.audience), facets, self.timestamp]
        return blake2b(dumps(content, sort_keys=True).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class SearchRequest:
    """What one reader asks.

    `filters` maps a facet to the values chosen: any of them within a facet, all facets together.
    `hidden` documents are left out of results, totals, facets and suggestions. `languages` begins with
    the language of the interface. Empty `text` asks for everything, newest first. Where `order` tells places,
    hits come by them (the lowest first, those without a place last) instead of by `sort`.
    """

    text: str
    audience: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hidden: frozenset[Key] = frozenset()
    sort: Sort = "relevance"
    order: Mapping[Key, int] = field(default_factory=dict)
    offset: int = 0
    limit: int = 20
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Hit:
    """A document found. `score` compares hits of one answer only; `snippet` has `<mark>` and no other tag."""

    key: Key
    score: float
    snippet: Markup


@dataclass(frozen=True)
class Results:
    """The answer to a request.

    `facets` count what the query and the *other* facets leave, without values that nothing has; `ignored`
    quotes what was typed but not used.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    suggestion: str | None = None
    ignored: tuple[str, ...] = ()


class Engine(Protocol):
    """A disposable index: everything in it can be made again from the database.

    Several processes may read while one writes. Whatever is killed, and whenever, the index opens again
    in the state of its last commit.
    """

    def replace(self, documents: Iterable[Document], deleted: Iterable[Key] = ()) -> None:
        """Add or renew documents and forget others, in one commit; doing it twice changes nothing."""

    def search(self, request: SearchRequest) -> Results:
        """Answer from the last commit of any process."""

    def keys(self, request: SearchRequest) -> list[Key]:
        """Everything that a request finds, as far as 100,000, without looking at pages of it: offset and limit do
        not count."""

    def fingerprints(self) -> Iterator[tuple[Key, str]]:
        """Every document held, with the fingerprint it was indexed with."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, swap, and return how many documents it holds.

        `documents` is read once, lazily: wrap it to show progress. Changes that `replace` makes meanwhile
        are in the new index too.
        """

    def healthy(self) -> str | None:
        """None, or one sentence about what is wrong and what to do."""

    def close(self) -> None:
        """Let go of files; a closed engine opens again at the next call."""

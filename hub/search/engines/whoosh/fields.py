"""What a document becomes in the index: terms with weights and places, one column, one stored text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema

from hub.search.engines.base import Document, Key
from hub.search.engines.whoosh.pool import MOST_PLACES, Pool
from hub.search.text import NEVER_STEMMED, Term, terms, words

FORMAT = 2
"""Raised whenever an older index would be read wrongly, or its documents lack something that is filtered by: an upgrade
builds indexes of other formats anew, and until then nothing is found in them."""

TITLE, NAMES, BODY = 6.0, 3.0, 1.0
SATURATION = 1.6
"""BM25's k1: how much a word's repetition in a document still adds."""
SHORTENING = 0.4
"""BM25's b, lower than usual: a long practice is no worse than a short post."""
USUAL_LENGTH = 150
"""Words of a usual document. Fixed, so that no document changes the score of another."""
_GAP = 8
_LAST_PLACE = 65_000


class _Terms(FieldType):
    """A field whose terms are put into the pool by ourselves, see `Pool.add`."""

    def __init__(self) -> None:
        super().__init__(format=None, analyzer=None)


SCHEMA = Schema(
    key=_Terms(), title=_Terms(), word=_Terms(), stem=_Terms(), meta=COLUMN(VarBytesColumn()), text=STORED()
)


def key_term(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def title_term(title: str) -> str:
    """Equal for titles that differ only in case, accents and signs."""
    return " ".join(words(title))[:200]


def stored_fields(document: Document) -> dict[str, Any]:
    """What Whoosh's `add_document` gets: the column and the text."""
    meta = dumps(_meta(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return {"meta": meta, "text": (document.title, document.names, document.body, document.language)}


def add_terms(pool: Pool, number: int, document: Document) -> None:
    """Put all terms of a document into the pool."""
    words, stems, places = _terms(document)
    pool.add("key", number, [key_term(document.key)], [1])
    pool.add("title", number, [title_term(document.title)], [1])
    pool.add("word", number, words, _weights(words.values()), places)
    pool.add("stem", number, stems, _weights(stems.values()))


def _meta(document: Document) -> list[Any]:
    facets = {name: sorted(set(values)) for name, values in document.facets.items() if values}
    audience = sorted(document.audience)
    return [document.kind, document.id, document.timestamp, audience, facets, document.fingerprint]


def _terms(document: Document) -> tuple[dict[str, float], dict[str, float], list[list[int]]]:
    """Frequencies of words and of stems, weighted by where they stand, and the places of each word."""
    words: defaultdict[str, float] = defaultdict(float)
    stems: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, list[int]] = defaultdict(list)
    place = 0
    for found, weight in _weighted(document):
        for word, step, root in found:
            place += step
            words[word] += weight
            stems[root or ""] += weight
            places[word].append(place)
        place += _GAP
    stems.pop("", None)
    known = [*places.values()]
    return words, stems, known if place <= MOST_PLACES else [*map(_countable, known)]


def _weighted(document: Document) -> Iterator[tuple[Iterable[Term], float]]:
    """The parts of a document with the weight of a word in each; in a long body a word weighs less."""
    yield terms(document.title, document.language), TITLE
    yield terms(document.names, NEVER_STEMMED), NAMES
    body = [*terms(document.body, document.language)]
    yield body, BODY / (1 - SHORTENING + SHORTENING * min(len(body) / USUAL_LENGTH, 8))


def _countable(places: list[int]) -> list[int]:
    """As many places, and as far on, as an index can note."""
    return [place for place in places[:MOST_PLACES] if place <= _LAST_PLACE]


def _weights(frequencies: Iterable[float]) -> list[int]:
    """BM25's share of each frequency, from 1 to 255."""
    return [int(255 * frequency / (frequency + SATURATION)) or 1 for frequency in frequencies]

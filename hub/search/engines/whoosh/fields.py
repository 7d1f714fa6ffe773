"""What a document becomes in the index: terms with weights and places, one column, one stored text."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from json import dumps
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema

from hub.search.engines.base import Document, Key
from hub.search.text import languages_of, stem, words

FORMAT = 1
"""Raised whenever an older index would be read wrongly; indexes of other formats wait for a rebuild."""

TITLE, NAMES, BODY = 6.0, 3.0, 1.0
SATURATION = 1.6
"""BM25's k1: how much a word's repetition in a document still adds."""
SHORTENING = 0.4
"""BM25's b, lower than usual: a long practice is no worse than a short post."""
USUAL_LENGTH = 150
"""Words of a usual document. Fixed, so that no document changes the score of another."""
_GAP = 8
_LAST_PLACE = 65_000

Placed = dict[str, tuple[int, Sequence[int]]]


class _Terms(FieldType):
    """A field given as what it shall hold: `{term: (weight from 1 to 255, places)}`."""

    def __init__(self) -> None:
        super().__init__(format=None, analyzer=None)

    def index(self, value: Placed, **_: Any) -> Iterator[tuple[bytes, int, int, Any]]:
        for term, (weight, places) in value.items():
            yield term.encode(), 1, weight, places


SCHEMA = Schema(
    key=_Terms(), title=_Terms(), word=_Terms(), stem=_Terms(), meta=COLUMN(VarBytesColumn()), text=STORED()
)


def key_term(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def title_term(title: str) -> str:
    """Equal for titles that differ only in case, accents and signs."""
    return " ".join(word for word, step in words(title) if step)[:200]


def stem_term(word: str, language: str) -> str | None:
    """`word` in the language of its script where that is not a Latin one, else in `language`."""
    possible = languages_of(word)
    language = possible[0] if len(possible) == 1 else language
    root = stem(word, language)
    return f"{language}:{root}" if root else None


def fields_of(document: Document) -> dict[str, Any]:
    """The keyword arguments of Whoosh's `add_document`."""
    word_terms, stem_terms = _terms(document)
    return {
        "key": {key_term(document.key): (1, ())},
        "title": {title_term(document.title): (1, ())},
        "word": word_terms,
        "stem": stem_terms,
        "meta": dumps(_meta(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"),
        "text": (document.title, document.names, document.body, document.language),
    }


def _meta(document: Document) -> list[Any]:
    facets = {name: sorted(set(values)) for name, values in document.facets.items() if values}
    audience = sorted(document.audience)
    return [document.kind, document.id, document.timestamp, audience, facets, document.fingerprint]


def _terms(document: Document) -> tuple[Placed, Placed]:
    frequencies: defaultdict[str, float] = defaultdict(float)
    stems: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
    place = 0
    for text, weight in ((document.title, TITLE), (document.names, NAMES), (document.body, BODY)):
        for word, step in words(text):
            place = min(place + step, _LAST_PLACE)
            frequencies[word] += weight
            places[word].append(place)
            if weight != NAMES and (root := stem_term(word, document.language)):
                stems[root] += weight
        place = min(place + _GAP, _LAST_PLACE)
    norm = SATURATION * (1 - SHORTENING + SHORTENING * min(place / USUAL_LENGTH, 8))
    return (
        {word: (_weight(count, norm), places[word]) for word, count in frequencies.items()},
        {root: (_weight(count, norm), ()) for root, count in stems.items()},
    )


def _weight(frequency: float, norm: float) -> int:
    return max(1, round(255 * frequency / (frequency + norm)))

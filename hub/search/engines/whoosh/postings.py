"""From a word or a phrase of the query to the documents of one segment that have it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

from hub.search.engines.whoosh.pool import Postings
from hub.search.engines.whoosh.segment import Segment, Weighted
from hub.search.query import Atom, Clause, Phrase
from hub.search.text import languages_of, stem

SAME_LANGUAGE, OTHER_LANGUAGE, BEGINNING = 0.85, 0.6, 0.8
"""How much less than the word itself count: an inflected form in the language of the interface, one in
another language, a longer word with the same beginning."""
MOST_ENDINGS = 500
_PHRASE_BONUS = 40
Part = tuple[Postings, float]


def clause_matches(segment: Segment, clause: Clause, languages: tuple[str, ...]) -> Weighted:
    """The documents that have any alternative of the clause."""
    found = [atom_matches(segment, atom, languages) for atom in clause.alternatives]
    if len(found) == 1:
        return found[0]
    return _merged([(match.ids, match.weights) for match in found])


def atom_matches(segment: Segment, atom: Atom, languages: tuple[str, ...]) -> Weighted:
    """The documents that have a word in any of its forms, or a phrase as it stands."""
    if isinstance(atom, Phrase):
        return segment.cache.get((segment.name, atom), lambda: _phrase_matches(segment, atom.words))
    key = (segment.name, atom.word, atom.prefix, languages)
    return segment.cache.get(key, lambda: _word_matches(segment, atom.word, atom.prefix, languages))


def _word_matches(segment: Segment, word: str, prefix: bool, languages: tuple[str, ...]) -> Weighted:
    parts = [(segment.postings("word", word), 1.0)]
    if prefix:
        parts += [(segment.postings("word", one), BEGINNING) for one in _beginning_with(segment, word)]
    for rank, language in enumerate(languages_of(word, languages)):
        factor = OTHER_LANGUAGE if rank or (languages and language != languages[0]) else SAME_LANGUAGE
        parts.append((segment.postings("stem", f"{language}:{stem(word, language)}"), factor))
    return _merged([(found.ids, _lowered(found.weights, factor)) for found, factor in parts if found])


def _beginning_with(segment: Segment, prefix: str) -> Iterable[str]:
    """The longer words, of very many only those in most documents."""
    longer = [*segment.terms.starting_with("word", prefix)]
    if len(longer) > MOST_ENDINGS:
        longer = sorted(longer, key=lambda found: -found[1])[:MOST_ENDINGS]
    return (term for term, _ in longer if term != prefix)


def _lowered(weights: bytes | bytearray, factor: float) -> bytes:
    if factor == 1.0:
        return bytes(weights)
    return bytes(weights).translate(bytes(round(weight * factor) for weight in range(256)))


def _merged(parts: Sequence[tuple[array[int], bytes]]) -> Weighted:
    """Documents in any part, with the highest weight."""
    if not parts:
        return Weighted(array("I"), b"")
    if len(parts) == 1:
        return Weighted(*parts[0])
    first, *rest = sorted(parts, key=lambda part: -len(part[0]))
    best = dict(zip(*first, strict=True))
    for ids, weights in rest:
        for number, weight in zip(ids, weights, strict=True):
            if weight > best.get(number, 0):
                best[number] = weight
    return Weighted(array("I", best), bytes(best.values()))


def _phrase_matches(segment: Segment, words: tuple[str, ...]) -> Weighted:
    found = [segment.postings("word", word) for word in words]
    if not all(found):
        return Weighted(array("I"), b"")
    columns = [_Places(postings) for postings in found if postings]
    common = sorted(set.intersection(*(set(column.index) for column in columns)))
    ids = array("I", (number for number in common if _adjacent(columns, number)))
    weights = (min(column.weight(number) for column in columns) for number in ids)
    return Weighted(ids, bytes(min(255, weight + _PHRASE_BONUS) for weight in weights))


class _Places:
    """The places of one word, by document."""

    def __init__(self, postings: Postings) -> None:
        self.index = {number: index for index, number in enumerate(postings.ids)}
        self._postings = postings
        self._ends = array("I", accumulate(postings.counts))

    def of(self, number: int) -> array[int]:
        index = self.index[number]
        return self._postings.places[self._ends[index - 1] if index else 0 : self._ends[index]]

    def weight(self, number: int) -> int:
        return self._postings.weights[self.index[number]]


def _adjacent(columns: Sequence[_Places], number: int) -> bool:
    starts = set(columns[0].of(number))
    for distance, column in enumerate(columns[1:], 1):
        starts &= {place - distance for place in column.of(number)}
        if not starts:
            return False
    return True

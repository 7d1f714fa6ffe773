"""From a word or a phrase of the query to the documents of one segment that have it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from hub.search.engines.whoosh.pool import Postings
from hub.search.engines.whoosh.segment import Segment, Weighted
from hub.search.query import Atom, Clause, Phrase
from hub.search.text import languages_of, stem

SAME_LANGUAGE, OTHER_LANGUAGE, BEGINNING = 0.85, 0.6, 0.8
"""How much less than the word itself count: an inflected form in the language of the interface, one in
another language, a longer word with the same beginning."""
MOST_ENDINGS = 200
_PHRASE_BONUS = 40


def clause_matches(segment: Segment, clause: Clause, languages: tuple[str, ...]) -> Weighted:
    """The documents that have any alternative of the clause, with the highest weight."""
    first, *others = [atom_matches(segment, atom, languages) for atom in clause.alternatives]
    for other in others:
        weights = bytes(map(max, first.weights, other.weights))
        first = Weighted(first.bits | other.bits, weights)
    return first


def atom_matches(segment: Segment, atom: Atom, languages: tuple[str, ...]) -> Weighted:
    """The documents that have a word in any of its forms, or a phrase as it stands."""
    if isinstance(atom, Phrase):
        return segment.cache.get((segment.name, atom), lambda: _phrase_matches(segment, atom.words))
    key = (segment.name, atom.word, atom.prefix, languages)
    return segment.cache.get(key, lambda: _word_matches(segment, atom.word, atom.prefix, languages))


def _word_matches(segment: Segment, word: str, prefix: bool, languages: tuple[str, ...]) -> Weighted:
    weights = bytearray(segment.size)
    for field, term, factor in _forms(segment, word, prefix, languages):
        if postings := segment.postings(field, term):
            for number, weight in zip(postings.ids, _lowered(postings.weights, factor), strict=True):
                if weight > weights[number]:
                    weights[number] = weight
    return Weighted.of(weights)


def _forms(segment: Segment, word: str, prefix: bool, languages: tuple[str, ...]) -> Iterator[tuple[str, str, float]]:
    """Field, term and factor of all that `word` stands for."""
    yield "word", word, 1.0
    for rank, language in enumerate(languages_of(word, languages)):
        familiar = not rank and language == (*languages, language)[0]
        yield "stem", f"{language}:{stem(word, language)}", SAME_LANGUAGE if familiar else OTHER_LANGUAGE
    for longer in _beginning_with(segment, word) if prefix else ():
        yield "word", longer, BEGINNING


def _beginning_with(segment: Segment, prefix: str) -> Iterable[str]:
    """The longer words, of very many only those in most documents."""
    longer = [*segment.terms.starting_with("word", prefix)]
    if len(longer) > MOST_ENDINGS:
        longer = sorted(longer, key=lambda found: -found[1])[:MOST_ENDINGS]
    return (term for term, _ in longer if term != prefix)


def _lowered(weights: bytes, factor: float) -> bytes:
    return weights.translate(bytes(round(weight * factor) for weight in range(256))) if factor < 1 else weights


def _phrase_matches(segment: Segment, words: tuple[str, ...]) -> Weighted:
    weights = bytearray(segment.size)
    found = [segment.postings("word", word) for word in words]
    if all(postings is not None for postings in found):
        columns = [_Places(postings) for postings in found if postings]
        for number in set.intersection(*(set(column.index) for column in columns)):
            if _adjacent(columns, number):
                weights[number] = min(255, _PHRASE_BONUS + min(column.weight(number) for column in columns))
    return Weighted.of(weights)


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

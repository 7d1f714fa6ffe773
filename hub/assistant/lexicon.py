"""What the hub knows by itself: words and phrases of each code, from the data files beside the vocabularies."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from hub.assistant.facets import FACETS
from hub.assistant.reading import Word, words_of
from hub.taxonomy.vocabulary import DATA

Terms = tuple[str, ...]
"""A word or a phrase: the terms of its words (see `reading.Word`), or the form of a word that counts in no other."""

_COMMA = re.compile("[,،，]")


class Level(NamedTuple):
    """How telling a term is: its weight, and how often a text with the term is thought to be about the code."""

    weight: float
    belief: float


LEVELS = {"sure": Level(4.0, 0.8), "likely": Level(1.6, 0.4), "hint": Level(0.5, 0.15)}
Levels = Mapping[str, Level]
"""By code."""


class Match(NamedTuple):
    """A term that stands in a text, with its level for each code of a facet that it speaks for."""

    facet: str
    terms: Terms
    levels: Levels
    start: int
    end: int


class Lexicon:
    """All terms in all languages, each with its levels by facet."""

    def __init__(self, levels: Mapping[Terms, Mapping[str, Levels]]) -> None:
        self.levels = levels
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for terms in levels:
            lengths[terms[0]].add(len(terms))
        self._lengths = {first: sorted(known, reverse=True) for first, known in lengths.items()}

    def matches(self, words: Sequence[Word]) -> Iterator[Match]:
        """The terms in a text, in order: of each facet the longest that begins at a word, and none inside another."""
        ends = dict.fromkeys(FACETS, 0)
        for place, word in enumerate(words):
            if word.term in self._lengths or word.form in self._lengths:
                done = set()
                for terms, last in self._candidates(words, place):
                    for facet, levels in self.levels.get(terms, {}).items():
                        if facet not in done and last.end > ends[facet]:
                            ends[facet] = last.end
                            yield Match(facet, terms, levels, word.start, last.end)
                        done.add(facet)

    def _candidates(self, words: Sequence[Word], place: int) -> Iterator[tuple[Terms, Word]]:
        """What begins at a place, the longest first, with its last word; of a single word the form before the stem."""
        word = words[place]
        for length in self._lengths.get(word.term, ()):
            phrase = _phrase(words, place, length) if length > 1 else []
            if len(phrase) == length:
                yield tuple(one.term for one in phrase), phrase[-1]
        yield (word.form,), word
        yield (word.term,), word


def _phrase(words: Sequence[Word], place: int, length: int) -> list[Word]:
    """At most so many words from a place on, as long as nothing parts them."""
    found = [words[place]]
    for next_place in range(place + 1, len(words)) if not found[0].beside else ():
        word = words[next_place]
        if len(found) == length or not word.follows:
            break
        if not word.beside:
            found.append(word)
    return found


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once: it takes half a second."""
    levels: defaultdict[Terms, dict[str, dict[str, Level]]] = defaultdict(dict)
    for facet in FACETS:
        for code, level, terms in told(facet):
            by_code = levels[terms].setdefault(facet, {})
            by_code[code] = max(LEVELS[level], by_code.get(code, LEVELS[level]))
    return Lexicon(dict(levels))


def told(facet: str) -> Iterator[tuple[str, str, Terms]]:
    """Code, level and terms of each entry in a data file; what begins with = counts in this form only."""
    data = tomllib.loads((DATA / f"{facet}_words.toml").read_text("utf-8"))
    for code, languages in data.items():
        for language, levels in languages.items():
            for level, listed in levels.items():
                for entry in _COMMA.split(listed):
                    words = [word for word in words_of(entry, language) if not word.beside]
                    exact = entry.strip().startswith("=")
                    yield code, level, tuple(word.form if exact else word.term for word in words)

"""What the hub's public texts teach: of those with a term, how many are about which code.

Only counts are kept, and only of terms that change an opinion: those of the lexicon, and words that are met with a code
more often than chance explains. `keeping` writes them to a file and says whether they are still true.
"""

from array import array
from collections import ChainMap, Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from math import sqrt
from typing import NamedTuple

from hub.assistant.facets import FACETS
from hub.assistant.lexicon import Terms, lexicon
from hub.assistant.subject import Subject

TRUST = 10
"""How many texts what is believed beforehand counts for."""
SEEN, CHANCE = 3, 3.0
"""How many public texts about a code have to hold a word that the lexicon does not know, and by how many standard
deviations more than chance has it: a few texts share words for many reasons."""


class Seen(NamedTuple):
    """How many texts hold a term, and how many of them are about each code ("objective:8")."""

    documents: int
    about: Mapping[str, int]


class Lesson(NamedTuple):
    """A public text with the codes that people gave it, by facet."""

    subject: Subject
    codes: Mapping[str, Collection[str]]

    @property
    def marks(self) -> list[str]:
        return [mark(facet, code) for facet in FACETS for code in self.codes.get(facet, ())]


def mark(facet: str, code: str) -> str:
    """A code together with its facet, as counts name it."""
    return f"{facet}:{code}"


@dataclass(frozen=True)
class Experience:
    """The counts. `about` are those of all texts."""

    documents: int = 0
    about: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[Terms, Seen] = field(default_factory=dict)

    def seen(self, terms: Terms) -> Seen:
        """What is known of a term."""
        return self.terms.get(terms) or Seen(0, {})

    def general(self, name: str) -> float:
        """The share of all texts that are about a code; never nothing."""
        return (self.about.get(name, 0) + 1) / (self.documents + TRUST)

    def without(self, lesson: Lesson) -> "Experience":
        """As if one of the texts had taught nothing."""
        less = Counter(lesson.marks)
        changed = {
            terms: Seen(max(seen.documents - 1, 0), _minus(seen.about, less))
            for terms in lesson.subject.terms
            if (seen := self.terms.get(terms))
        }
        return Experience(self.documents - 1, _minus(self.about, less), ChainMap(changed, dict(self.terms)))


def _minus(counts: Mapping[str, int], less: Mapping[str, int]) -> dict[str, int]:
    return {name: max(number - less.get(name, 0), 0) for name, number in counts.items()}


def learn(lessons: Iterable[Lesson]) -> Experience:
    """Count. The lessons are read once and forgotten."""
    where: defaultdict[Terms, array[int]] = defaultdict(lambda: array("I"))
    marks: list[list[str]] = []
    for lesson in lessons:
        for terms in lesson.subject.terms:
            where[terms].append(len(marks))
        marks.append(lesson.marks)
    counted = Experience(len(marks), Counter(chain.from_iterable(marks)))
    known = {terms: _codes_of(terms) for terms in where}
    seen = (
        (terms, Seen(len(numbers), Counter(chain.from_iterable(map(marks.__getitem__, numbers)))))
        for terms, numbers in where.items()
        if known[terms] or len(numbers) >= SEEN
    )
    telling = ((terms, one._replace(about=_telling(one, known[terms], counted))) for terms, one in seen)
    kept = {terms: one for terms, one in telling if one.about or known[terms]}
    return Experience(counted.documents, dict(counted.about), kept)


def _codes_of(terms: Terms) -> set[str]:
    """The codes that the lexicon knows a term for."""
    known = lexicon().levels.get(terms, {})
    return {mark(facet, code) for facet, levels in known.items() for code in levels}


def _telling(seen: Seen, known: Collection[str], all_texts: Experience) -> dict[str, int]:
    return {
        name: number
        for name, number in sorted(seen.about.items())
        if name in known or is_telling(number, seen.documents, all_texts.general(name))
    }


def is_telling(about: int, of: int, share: float) -> bool:
    """Whether so many of the texts with a word are about a code, which has this share of all, that it is no chance."""
    return about >= SEEN and about > of * share + CHANCE * sqrt(of * share * (1 - share))

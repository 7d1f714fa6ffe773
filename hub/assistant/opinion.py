"""What the assistant thinks of a text: for each code a score, and the words that led to it.

A term of the lexicon adds `weight × share ÷ belief × times`. `belief` is how many texts with the term are thought to be
about the code; `share` is the same after the hub's public texts were counted, where the belief has as much to say as
`TRUST` of them. So an empty hub leaves the weight as it is, and a large one overrules the lexicon. Another word adds as
much as the public texts that hold it are about the code more often than public texts in general.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log, log2
from typing import NamedTuple

from hub.assistant.experience import TRUST, Experience, is_telling, mark
from hub.assistant.facets import FACETS
from hub.assistant.subject import Found, Subject
from hub.search.text import fold

MOST_TIMES, MOST_TIMES_UNKNOWN = 4.0, 2.0
"""A word that comes again adds less and less (the logarithm), up to this."""
UNKNOWN = 0.4
"""What a word that is not in the lexicon is worth beside those that are."""
MOST_UNKNOWN = 10
STRONG, POSSIBLE = 8.0, 4.0
STRONG_SHARE, POSSIBLE_SHARE = 0.5, 0.25
"""What a suggestion has to reach: a score, and a share of the best one."""
MOST_WORDS = 6

Reason = tuple[float, Found]
Reasons = dict[str, list[Reason]]
"""What speaks for each code: weight and term."""


class Suggestion(NamedTuple):
    """A code, how strongly it is meant ("strong", "possible", or "" for not at all), its words, its score."""

    code: str
    strength: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Opinion:
    """The opinion on a subject, with the experience of the hub."""

    subject: Subject
    experience: Experience = field(default_factory=Experience)
    uses_lexicon: bool = True

    def suggested(self, facet: str) -> list[Suggestion]:
        """What to suggest, the best first; nothing where the text is too short or in another language."""
        found = [one for one in self.ranked[facet] if one.strength] if self.subject.may_be_judged else []
        return found[: FACETS[facet].most]

    def not_chosen(self, facet: str, chosen: Collection[str]) -> list[Suggestion]:
        """What to suggest beside what its author has chosen."""
        return [one for one in self.suggested(facet) if one.code not in chosen]

    def without_words(self, facet: str, chosen: Collection[str]) -> list[str]:
        """What its author has chosen although no word speaks for it; nothing where there is no opinion."""
        spoken_for = {one.code for one in self.ranked[facet]}
        return [code for code in chosen if code not in spoken_for] if self.subject.may_be_judged else []

    @cached_property
    def ranked(self) -> dict[str, list[Suggestion]]:
        """By facet, every code that any word speaks for, the best first."""
        return {facet: self._ranked(facet) for facet in FACETS}

    def _ranked(self, facet: str) -> list[Suggestion]:
        reasons = self._reasons(facet)
        scores = {code: sum(weight for weight, _ in found) for code, found in reasons.items()}
        place, best = FACETS[facet].vocabulary.codes.index, max(scores.values(), default=0)
        order = sorted(scores, key=lambda code: (-scores[code], place(code)))
        return [Suggestion(c, _strength(scores[c], best), self._quoted(reasons[c]), scores[c]) for c in order]

    def _reasons(self, facet: str) -> Reasons:
        reasons: Reasons = defaultdict(list)
        for code, reason in self._from_lexicon(facet) if self.uses_lexicon else ():
            reasons[code].append(reason)
        unknown: Reasons = defaultdict(list)
        for code, reason in self._from_experience(facet):
            unknown[code].append(reason)
        for code, found in unknown.items():
            reasons[code] += _heaviest(found)[:MOST_UNKNOWN]
        return {code: _heaviest(found) for code, found in reasons.items()}

    def _from_lexicon(self, facet: str) -> Iterator[tuple[str, Reason]]:
        for terms, (found, levels) in self.subject.told[facet].items():
            seen = self.experience.seen(terms)
            times = min(log2(1 + found.times), MOST_TIMES)
            for code, level in levels.items():
                name = mark(facet, code)
                belief = max(level.belief, self.experience.general(name))
                share = (seen.about.get(name, 0) + TRUST * belief) / (seen.documents + TRUST)
                yield code, (level.weight * share / belief * times, found)

    def _from_experience(self, facet: str) -> Iterator[tuple[str, Reason]]:
        known = self.subject.told[facet] if self.uses_lexicon else {}
        for terms, found in self.subject.single.items():
            seen = self.experience.seen(terms)
            times = min(log2(1 + found.times), MOST_TIMES_UNKNOWN)
            for name, about in seen.about.items() if terms not in known else ():
                of_facet, _, code = name.partition(":")
                general = self.experience.general(name)
                if of_facet == facet and is_telling(about, seen.documents, general):
                    share = (about + TRUST * general) / (seen.documents + TRUST)
                    yield code, (UNKNOWN * log(share / general) * times, found)

    def _quoted(self, reasons: Sequence[Reason]) -> tuple[str, ...]:
        """The words as they stand in the text, without those that are part of others."""
        quotes: dict[str, str] = {}
        for _, found in reasons:
            quote = self.subject.quote(found)
            if not any(fold(quote) in told for told in quotes):
                quotes[fold(quote)] = quote
            if len(quotes) == MOST_WORDS:
                break
        return tuple(quotes.values())


def _heaviest(reasons: Sequence[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda reason: (-reason[0], reason[1].start))


def _strength(score: float, best: float) -> str:
    if score >= max(STRONG, STRONG_SHARE * best):
        return "strong"
    return "possible" if score >= max(POSSIBLE, POSSIBLE_SHARE * best) else ""

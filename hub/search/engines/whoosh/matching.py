"""Which documents of an index match a query for one reader, how well, and what they count for.

Everything is computed from documents that the reader may see: a word's rarity too, so that no score
depends on a document that is not theirs. Deletions and permissions are a byte mask over each segment.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import compress
from math import log

from hub.search.engines.base import SearchRequest
from hub.search.engines.whoosh.fields import title_term
from hub.search.engines.whoosh.postings import atom_matches, clause_matches
from hub.search.engines.whoosh.segment import View, Weighted
from hub.search.query import Clause, Phrase, Query, Restriction
from hub.search.text import STEMMED, is_stop_word

PRESENCE = 0.4
"""What having a word at all is worth, beside a weight of at most 1 for how much of it there is."""


@dataclass
class Matches:
    """What a segment contributes: visible documents that match, with scores where words were asked for."""

    view: View
    visible: bytes
    numbers: Collection[int]
    scores: Mapping[int, float] = field(default_factory=dict)
    facets: dict[str, Counter[str]] = field(default_factory=dict)

    def best(self, count: int, newest: bool) -> list[tuple[float, int, int]]:
        """The first `count` as (score, time, number), best first."""
        times, scores = self.view.segment.times, self.scores
        rank = times.__getitem__ if newest or not scores else scores.__getitem__
        chosen = nlargest(count, self.numbers, key=rank)
        return [(scores.get(number, 0.0), times[number], number) for number in chosen]


def match(views: Sequence[View], query: Query, request: SearchRequest) -> list[Matches]:
    """All matches, after every filter, with facets counted."""
    masks = [view.visible(request.audience, request.hidden) for view in views]
    if query.is_empty:
        found = [Matches(view, mask, _numbers(mask)) for view, mask in zip(views, masks, strict=True)]
    else:
        found = _Words(views, masks, query, request.languages).matches()
    for matches in found:
        _restrict(matches, query, request.languages)
        _filter_and_count(matches, request.filters)
    return found


def _numbers(mask: bytes) -> list[int]:
    return list(compress(range(len(mask)), mask))


class _Words:
    """Scores the documents that have words of the query."""

    def __init__(self, views: Sequence[View], masks: Sequence[bytes], query: Query, languages: tuple[str, ...]):
        self.views, self.masks, self.query, self.languages = views, masks, query, languages
        telling = [clause for clause in query.clauses if clause.required or not _is_stop_clause(clause)]
        self.clauses = telling or list(query.clauses)

    def matches(self) -> list[Matches]:
        found = [self._found(view) for view in self.views]
        rarity = [self._rarity([of_view[index] for of_view in found]) for index in range(len(self.clauses))]
        least = self._least()
        made = [self._scored(*pair, rarity, least) for pair in zip(self.views, self.masks, found, strict=True)]
        if least > 1 and not any(one.numbers for one in made):
            made = [self._scored(*pair, rarity, 1) for pair in zip(self.views, self.masks, found, strict=True)]
        return made

    def _found(self, view: View) -> list[Weighted]:
        return [clause_matches(view.segment, clause, self.languages) for clause in self.clauses]

    def _rarity(self, found: Sequence[Weighted]) -> float:
        total = sum(map(sum, self.masks))
        having = sum(sum(map(mask.__getitem__, one.ids)) for mask, one in zip(self.masks, found, strict=True))
        return log(1 + (total - having + 0.5) / (having + 0.5))

    def _least(self) -> int:
        """How many of many words a document needs: of three any, of six two, of more a third."""
        return 1 if len(self.clauses) < 4 else max(2, len(self.clauses) // 3)

    def _scored(
        self, view: View, mask: bytes, found: Sequence[Weighted], rarity: Sequence[float], least: int
    ) -> Matches:
        scores = self._sums(found, rarity)
        numbers = self._admitted(scores, found, least)
        numbers = set(compress(numbers, map(mask.__getitem__, numbers)))
        full = (1 + PRESENCE) * sum(rarity) or 1.0
        if len(found) > 1:
            for number in numbers.intersection(*(one.ids for one in found)):
                scores[number] += full
        exact = view.segment.postings("title", title_term(self.query.text))
        for number in numbers.intersection(exact.ids if exact else ()):
            scores[number] += 2 * full
        return Matches(view, mask, numbers, scores)

    def _sums(self, found: Sequence[Weighted], rarity: Sequence[float]) -> defaultdict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for one, worth in zip(found, rarity, strict=True):
            table = [worth * (PRESENCE + weight / 255) for weight in range(256)]
            for number, score in zip(one.ids, map(table.__getitem__, one.weights), strict=True):
                scores[number] += score
        return scores

    def _admitted(self, scores: Mapping[int, float], found: Sequence[Weighted], least: int) -> Collection[int]:
        required = [set(one.ids) for clause, one in zip(self.clauses, found, strict=True) if clause.required]
        if required:
            return set.intersection(*required)
        if least == 1:
            return scores.keys()
        counts: Counter[int] = Counter()
        for one in found:
            counts.update(one.ids)
        return [number for number, count in counts.items() if count >= least]


def _is_stop_clause(clause: Clause) -> bool:
    return all(
        not isinstance(atom, Phrase) and not atom.prefix and is_stop_word(atom.word, _ALL) for atom in clause.alternatives
    )


_ALL = (*sorted(STEMMED), "zh")


def _restrict(matches: Matches, query: Query, languages: tuple[str, ...]) -> None:
    """Apply what the query itself excludes and requires of facets."""
    numbers = matches.numbers
    for atom in query.excluded:
        numbers = set(numbers).difference(atom_matches(matches.view.segment, atom, languages).ids)
    for restriction in query.restrictions:
        mask = _restriction_mask(matches.view, restriction)
        numbers = [number for number in numbers if mask[number]]
    matches.numbers = numbers


def _restriction_mask(view: View, restriction: Restriction) -> bytes:
    codes = view.segment.facets.get(restriction.facet)
    if codes is None:
        return bytes([restriction.excluded]) * view.segment.size
    return codes.mask(
        lambda values: restriction.excluded == restriction.values.isdisjoint(value.casefold() for value in values)
    )


def _filter_and_count(matches: Matches, filters: Mapping[str, frozenset[str]]) -> None:
    """Keep what passes every filter; count each facet over what passes the other filters."""
    segment = matches.view.segment
    passing = {name: _passing(matches, name, values) for name, values in filters.items() if values}
    kept = _intersection(matches.numbers, list(passing.values()))
    for name, codes in segment.facets.items():
        counted = kept
        if name in passing:
            counted = _intersection(matches.numbers, [one for other, one in passing.items() if other != name])
        matches.facets[name] = _count(codes.numbers, codes.values, counted)
    matches.numbers = kept


def _passing(matches: Matches, name: str, values: frozenset[str]) -> set[int]:
    codes = matches.view.segment.facets.get(name)
    if codes is None:
        return set()
    mask = codes.mask(lambda present: not values.isdisjoint(present))
    return set(compress(matches.numbers, map(mask.__getitem__, matches.numbers)))


def _intersection(numbers: Collection[int], sets: Sequence[set[int]]) -> Collection[int]:
    return set.intersection(*sets) if sets else numbers


def _count(codes: array[int], values: Sequence[tuple[str, ...]], numbers: Collection[int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for code, count in Counter(map(codes.__getitem__, numbers)).items():
        for value in values[code]:
            counts[value] += count
    return counts

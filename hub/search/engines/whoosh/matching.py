"""Which documents of an index match a query for one reader, how well, and what they count for.

Everything is computed from documents that the reader may see: a word's rarity too, so that no score
depends on a document that is not theirs. Deletions and permissions are a byte mask over each segment.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import compress
from math import log

from hub.search.engines.base import SearchRequest
from hub.search.engines.whoosh.fields import title_term
from hub.search.engines.whoosh.narrowing import filtered, restricted
from hub.search.engines.whoosh.postings import atom_matches, clause_matches
from hub.search.engines.whoosh.segment import View, Weighted
from hub.search.query import Clause, Query, Word
from hub.search.text import STEMMED, is_stop_word

PRESENCE = 0.4
"""What having a word at all is worth, beside a weight of at most 1 for how much of it there is."""
_LANGUAGES = (*sorted(STEMMED), "zh")


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

    def narrow(self, query: Query, request: SearchRequest) -> None:
        """Apply what the query excludes and requires, then the filters."""
        segment = self.view.segment
        for atom in query.excluded:
            self.numbers = set(self.numbers).difference(atom_matches(segment, atom, request.languages).ids)
        for restriction in query.restrictions:
            self.numbers = restricted(segment, self.numbers, restriction)
        self.numbers, self.facets = filtered(segment, self.numbers, request.filters)


def match(views: Sequence[View], query: Query, request: SearchRequest) -> list[Matches]:
    """All matches, after every filter, with facets counted."""
    masks = [view.visible(request.audience, request.hidden) for view in views]
    if query.is_empty:
        found = [Matches(view, mask, _numbers(mask)) for view, mask in zip(views, masks, strict=True)]
    else:
        found = _Words(views, masks, query, request.languages).matches()
    for matches in found:
        matches.narrow(query, request)
    return found


def _numbers(mask: bytes) -> list[int]:
    return list(compress(range(len(mask)), mask))


class _Words:
    """Scores the documents that have words of the query."""

    def __init__(
        self, views: Sequence[View], masks: Sequence[bytes], query: Query, languages: tuple[str, ...]
    ):
        self.views, self.masks, self.query, self.languages = views, masks, query, languages
        telling = [clause for clause in query.clauses if clause.required or not _is_stop_clause(clause)]
        self.clauses = telling or list(query.clauses)

    def matches(self) -> list[Matches]:
        found = [self._found(view) for view in self.views]
        rarity = [self._rarity(of_clause) for of_clause in zip(*found, strict=True)]
        for least in (self._least(), 1):
            parts = zip(self.views, self.masks, found, strict=True)
            made = [self._scored(*part, rarity, least) for part in parts]
            if least == 1 or any(one.numbers for one in made):
                break
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

    def _admitted(
        self, scores: Mapping[int, float], found: Sequence[Weighted], least: int
    ) -> Collection[int]:
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
        isinstance(atom, Word) and not atom.prefix and is_stop_word(atom.word, _LANGUAGES)
        for atom in clause.alternatives
    )

"""Which documents of an index match a query for one reader, and what they count for.

Everything is computed from documents that the reader may see: a word's rarity too, so that no score
depends on a document that is not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from math import log
from operator import and_

from hub.search.engines.base import SearchRequest
from hub.search.engines.whoosh.bits import at_least, to_flags
from hub.search.engines.whoosh.postings import atom_matches, clause_matches
from hub.search.engines.whoosh.segment import View, Weighted
from hub.search.query import Clause, Query, Restriction, Word
from hub.search.text import STEMMED, is_stop_word

_LANGUAGES = (*sorted(STEMMED), "zh")


@dataclass
class Matches:
    """What a segment contributes: the documents found, and what finding their order takes.

    `words` and `rarities` go together, one for each clause that counts; both empty where no words were typed.
    """

    view: View
    visible: int
    words: Sequence[Weighted] = ()
    rarities: Sequence[float] = ()
    bits: int = 0
    facets: Mapping[str, dict[str, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.bits.bit_count()

    @property
    def with_all_words(self) -> int:
        return reduce(and_, (word.bits for word in self.words), self.bits)

    @cached_property
    def visible_flags(self) -> bytes:
        return to_flags(self.visible, self.view.segment.size)


def match(views: Sequence[View], query: Query, request: SearchRequest) -> list[Matches]:
    """All matches, after every filter, with facets counted."""
    found = [Matches(view, view.visible(request.audience, request.hidden)) for view in views]
    _find_words(found, query, request.languages)
    for one in found:
        for atom in query.excluded:
            one.bits &= ~atom_matches(one.view.segment, atom, request.languages).bits
        for restriction in query.restrictions:
            one.bits &= _restricted(one.view, restriction)
        _filter_and_count(one, request.filters)
    return found


def _find_words(found: Sequence[Matches], query: Query, languages: tuple[str, ...]) -> None:
    """The visible documents with enough of the words; all, where no words were typed."""
    clauses = _telling(query)
    for one in found:
        one.words = [clause_matches(one.view.segment, clause, languages) for clause in clauses]
    total = sum(one.visible.bit_count() for one in found)
    rarities = [_rarity(found, index, total) for index in range(len(clauses))]
    required = [index for index, clause in enumerate(clauses) if clause.required]
    for one in found:
        one.rarities = rarities
        one.bits = _having(one, required, len(required)) if required else _having(one, range(len(clauses)))
    if not required and not any(one.bits for one in found):
        for one in found:
            one.bits = _having(one, range(len(clauses)), 1)


def _having(one: Matches, indexes: Sequence[int], least: int | None = None) -> int:
    """The visible documents with at least so many of these words; by default, with enough of them."""
    if not indexes:
        return one.visible
    sets = [one.words[index].bits for index in indexes]
    return one.visible & at_least(_enough(len(sets)) if least is None else least, sets)


def _telling(query: Query) -> Sequence[Clause]:
    """Without the stop words, unless there is nothing else."""
    telling = [clause for clause in query.clauses if clause.required or not _is_stop_clause(clause)]
    return telling or query.clauses


def _is_stop_clause(clause: Clause) -> bool:
    return all(
        isinstance(atom, Word) and not atom.prefix and is_stop_word(atom.word, _LANGUAGES)
        for atom in clause.alternatives
    )


def _rarity(found: Sequence[Matches], index: int, total: int) -> float:
    having = sum((one.words[index].bits & one.visible).bit_count() for one in found)
    return log(1 + (total - having + 0.5) / (having + 0.5))


def _enough(words: int) -> int:
    """How many of many words a document needs: of three any, of six two, of more a third."""
    return 1 if words < 4 else max(2, words // 3)


def _restricted(view: View, restriction: Restriction) -> int:
    values = view.segment.facets.get(restriction.facet)
    having = values.having_folded(restriction.values) if values else 0
    return ~having if restriction.excluded else having


def _filter_and_count(one: Matches, filters: Mapping[str, frozenset[str]]) -> None:
    """Keep what passes every filter; count each facet over what passes the filters of the *other* facets."""
    facets = one.view.segment.facets
    passing = {name: facets[name].having(values) if name in facets else 0 for name, values in filters.items() if values}
    before, one.bits = one.bits, reduce(and_, passing.values(), one.bits)
    one.facets = {
        name: values.counts(reduce(and_, (bits for other, bits in passing.items() if other != name), before))
        for name, values in facets.items()
    }

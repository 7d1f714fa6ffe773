"""From documents that have the words to those that pass restrictions and filters, and what they count for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import compress

from hub.search.engines.whoosh.codes import picker
from hub.search.engines.whoosh.segment import Segment
from hub.search.query import Restriction

Numbers = Collection[int]


def restricted(segment: Segment, numbers: Numbers, restriction: Restriction) -> Numbers:
    """Those that have one of the values asked for in the query, or none of those excluded."""
    codes = segment.facets.get(restriction.facet)
    if codes is None:
        return numbers if restriction.excluded else ()
    mask = codes.mask(
        lambda present: restriction.excluded == restriction.values.isdisjoint(map(str.casefold, present))
    )
    return list(compress(numbers, map(mask.__getitem__, numbers)))


def filtered(
    segment: Segment, numbers: Numbers, filters: Mapping[str, frozenset[str]]
) -> tuple[Numbers, dict[str, Counter[str]]]:
    """What passes every filter; and each facet counted over what passes the filters of the *other* facets."""
    passing = {name: _passing(segment, numbers, name, values) for name, values in filters.items() if values}
    kept = _common(numbers, [*passing.values()])
    pick, counts = picker(kept), {}
    for name, codes in segment.facets.items():
        if name not in passing:
            counts[name] = codes.count(pick)
        else:
            others = [found for other, found in passing.items() if other != name]
            counts[name] = codes.count(picker(_common(numbers, others)))
    return kept, counts


def _passing(segment: Segment, numbers: Numbers, name: str, values: frozenset[str]) -> set[int]:
    codes = segment.facets.get(name)
    if codes is None:
        return set()
    mask = codes.mask(lambda present: not values.isdisjoint(present))
    return set(compress(numbers, map(mask.__getitem__, numbers)))


def _common(numbers: Numbers, sets: Sequence[set[int]]) -> Numbers:
    return set.intersection(*sets) if sets else numbers

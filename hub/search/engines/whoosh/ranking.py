"""The order of what was found: the very title, then all words, then some; in each, how much and how rare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from operator import add, itemgetter
from typing import Any

from hub.search.engines.base import Key
from hub.search.engines.whoosh.bits import to_flags, to_numbers
from hub.search.engines.whoosh.fields import title_term
from hub.search.engines.whoosh.matching import Matches

PRESENCE = 0.4
"""What having a word at all is worth, beside a weight of at most 1 for how much of it there is."""
Ranked = tuple[float, int, int]
"""Score, time and number of a document; the higher the earlier."""


def newest(found: Matches, count: int) -> list[Ranked]:
    """The first `count` documents of a segment by time."""
    segment = found.view.segment
    flags = to_flags(found.bits, segment.size)
    numbers = islice(filter(flags.__getitem__, segment.newest_first), count)
    return [(0.0, segment.times[number], number) for number in numbers]


def by_place(found: Matches, count: int, places: Mapping[Key, int]) -> list[Ranked]:
    """The first `count` documents of a segment by the places that the caller gives; without one they come last."""
    segment = found.view.segment
    last = len(places)
    numbers = to_numbers(found.bits, segment.size)
    ranked = [(0.0, -places.get(segment.keys[number], last), number) for number in numbers]
    return _first(count, ranked, len(ranked))


def best(found: Matches, count: int, text: str) -> list[Ranked]:
    """The first `count` documents of a segment for the query `text`."""
    segment, full = found.view.segment, found.with_all_words
    numbers = to_numbers(full if full.bit_count() >= count else found.bits, segment.size)
    scores = _scores(found, numbers, to_flags(full, segment.size))
    times = map(segment.times.__getitem__, numbers)
    chosen = _first(count, zip(scores, times, numbers, strict=True), len(numbers))
    return sorted(_with_very_title(found, chosen, numbers, text), reverse=True)


def _scores(found: Matches, numbers: Sequence[int], full: bytes) -> Iterable[float]:
    """BM25 with a bonus for all words that no other sum can reach."""
    pick = _picker(numbers)
    most = _most(found)
    scores: Iterable[float] = map((0.0, most).__getitem__, pick(full))
    for word, rarity in zip(found.words, found.rarities, strict=True):
        table = [0.0, *(rarity * (PRESENCE + weight / 255) for weight in range(1, 256))]
        scores = map(add, scores, map(table.__getitem__, pick(word.weights)))
    return scores


def _most(found: Matches) -> float:
    """More than the words of a document can be worth together."""
    return (1 + PRESENCE) * sum(found.rarities)


def _with_very_title(found: Matches, chosen: list[Ranked], numbers: Sequence[int], text: str) -> Iterator[Ranked]:
    """Documents whose title is what was typed come first, also those that were not among the chosen."""
    postings = found.view.segment.postings("title", title_term(text))
    titled = set(postings.ids).intersection(numbers) if postings else set()
    yield from (one for one in chosen if one[2] not in titled)
    for number in titled:
        yield 2 * _most(found), found.view.segment.times[number], number


def _picker(numbers: Sequence[int]) -> Any:
    """A function that takes the entries of these documents out of a sequence with one for each."""
    return itemgetter(*numbers) if len(numbers) > 1 else lambda entries: [entries[number] for number in numbers]


def _first(count: int, ranked: Iterable[Ranked], of: int) -> list[Ranked]:
    if count * 8 > of:
        return sorted(ranked, reverse=True)[:count]
    return nlargest(count, ranked)

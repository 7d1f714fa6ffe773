"""Whether two names may mean the same organization, and why one would think so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from hub.search.text.distance import distance
from hub.taxonomy import COUNTRIES, INTERFACE_LANGUAGES
from hub.taxonomy.organizations.names import (
    core_of,
    initials_of,
    is_acronym,
    is_office,
    match_name,
    possible_acronyms,
    words_of,
)

REASONS: dict[str, LazyString] = {
    "same": _l("The names are the same but for articles and the legal form."),
    "spelling": _l("The names differ only in the spelling of a word."),
    "acronym": _l("One name is made of the initials of the other."),
}
SHORT, LONG = 5, 10
"""A word of fewer letters has to be the same; in a longer one a letter may differ, and in a long one two."""
MOST_WORDS_APART = 2
NEIGHBOURS = 8
"""Names that agree in all words but one may be thousands (Ministry of …): each is compared with those next to it in
the order of that word, from its beginning and from its end."""


class Likeness(NamedTuple):
    """How likely two names mean the same, up to 100, and the reason by its key in REASONS."""

    score: int
    reason: str


def likeness(one: str, other: str) -> Likeness | None:
    """Why these may be two names of one organization; None where nothing speaks for it, or something against it."""
    if _places(one) != _places(other) and _places(one) and _places(other):
        return None
    if core_of(one) == core_of(other) != ():
        return Likeness(95, "same")
    if _is_acronym_of(one, other) or _is_acronym_of(other, one):
        return Likeness(75, "acronym")
    if is_acronym(one) or is_acronym(other):  # another letter is another organization
        return None
    apart = _letters_apart(core_of(one), core_of(other))
    return Likeness(90 - 5 * apart, "spelling") if apart else None


def _is_acronym_of(short: str, long: str) -> bool:
    """Not of a ministry and the like: other countries have one with the same initials."""
    return match_name(short) in possible_acronyms(long) and len(words_of(short)) == 1 and not is_office(long)


def _letters_apart(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """In how many letters two names differ that agree word by word, or nearly so; 0 where they do not."""
    if len(one) != len(other):
        return 0
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) > MOST_WORDS_APART:
        return 0
    letters = [_misspelt(a, b) for a, b in differing]
    return sum(letters) if all(letters) else 0


@lru_cache(maxsize=1 << 14)
def _misspelt(one: str, other: str) -> int:
    """In how many letters two words differ, 0 where they are two words: a number, a short one, two countries."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < SHORT else 1 if shorter < LONG else 2
    if one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > allowed:
        return 0
    if one in _country_words() and other in _country_words():
        return 0
    apart = distance(one, other)
    return apart if apart <= allowed else 0


@cache
def _country_names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The names of countries in all languages of the hub, as words, by the first of them; long ones come first."""
    found = defaultdict(set)
    for language in INTERFACE_LANGUAGES.codes:
        for code in COUNTRIES.codes:
            if words := words_of(COUNTRIES.label(code, language)):
                found[words[0]].add((words, code))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in found.items()}


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for names in _country_names().values() for words, _code in names for word in words)


@lru_cache(maxsize=1 << 14)
def _places(name: str) -> frozenset[str]:
    """The countries that a name says."""
    words = words_of(name)
    starts = ((place, names) for place, word in enumerate(words) if (names := _country_names().get(word)))
    return frozenset(
        code for place, names in starts for called, code in names if words[place : place + len(called)] == called
    )


def likely_pairs(names: Iterable[tuple[int, str]]) -> dict[tuple[int, int], Likeness]:
    """The pairs of owners (numbers, the smaller first) that have names alike, out of all names with their owners."""
    found: dict[tuple[int, int], Likeness] = {}
    for (one, name), (other, against) in _to_compare(list(names)):
        if one != other and (alike := likeness(name, against)):
            pair = (min(one, other), max(one, other))
            found[pair] = max(alike, found.get(pair, alike))
    return found


Named = tuple[int, str]


def _to_compare(names: list[Named]) -> Iterator[tuple[Named, Named]]:
    """The pairs that are worth comparing: a full comparison of all with all would take hours."""
    by_key, groups = defaultdict(list), defaultdict(list)
    for each in names:
        by_key[match_name(each[1])].append(each)
        for rest, word in _without_one_word(each[1]):
            groups[rest].append((word, each))
    for each in names:
        yield from ((each, short) for made in possible_acronyms(each[1]) for short in by_key[made])
    for group in groups.values():
        yield from _neighbours(sorted(group))
        yield from _neighbours(sorted(group, key=lambda one: one[0][::-1]))


def _without_one_word(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is left of a name without one of its words, for each of them: (the rest with the initials, the word)."""
    words, initials = core_of(name), initials_of(name)
    for place, word in enumerate(words):
        yield (initials, *words[:place], "", *words[place + 1 :]), word


def _neighbours(group: list[tuple[str, Named]]) -> Iterator[tuple[Named, Named]]:
    """The pairs of names whose words are alike, of those that stand near each other."""
    for place, (word, each) in enumerate(group):
        for against, other in group[place + 1 : place + 1 + NEIGHBOURS]:
            if word == against or _misspelt(word, against):
                yield each, other

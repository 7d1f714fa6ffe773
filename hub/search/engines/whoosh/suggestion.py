"""A corrected query, where words typed are in no document that this reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from hub.search.engines.whoosh.matching import Matches
from hub.search.engines.whoosh.postings import atom_matches
from hub.search.query import Query, Word
from hub.search.text import is_unspaced, tokens
from hub.search.text.distance import distance

SHORTEST = 4
MOST_CORRECTIONS = 4
"""Doubtful words of one query for which a better one is sought, which takes time."""
RARE = 2
"""A word in so many documents may still be a typing error of one that is in ten times as many."""
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)


def suggest(found: Sequence[Matches], query: Query, languages: tuple[str, ...]) -> str | None:
    """The text of the query with doubtful words replaced by the nearest that the reader's documents have."""
    counted = ((word, _found(found, word, languages)) for word in query.words() if _is_correctable(word))
    doubtful = [*islice(((word, count) for word, count in counted if count <= RARE), MOST_CORRECTIONS)]
    text = query.text
    for word, count in reversed(doubtful):
        if better := _nearest(found, word.word, count):
            text = text[: word.start] + better + text[word.end :]
    return text if text != query.text else None


def _found(found: Sequence[Matches], word: Word, languages: tuple[str, ...]) -> int:
    """In how many of the documents that the reader may know of a word stands in any form."""
    forms = ((one.visible, atom_matches(one.view.segment, word, languages)) for one in found)
    return sum((visible & known.bits).bit_count() for visible, known in forms)


def _is_correctable(word: Word) -> bool:
    typed = word.word
    return not word.prefix and len(typed) >= SHORTEST and typed.isalpha() and not is_unspaced(typed)


def _nearest(found: Sequence[Matches], word: str, seen: int) -> str | None:
    """The word with the fewest differences, then that in the most documents, as it is written there."""
    farthest = 1 if seen or len(word) < 6 else 2
    best: tuple[int, int, str] | None = None
    for candidate, differences in sorted(_candidates(found, word, farthest).items(), key=lambda one: one[1]):
        if best and differences > best[0]:
            break
        count = _visible(found, candidate)
        if count > max(seen * 10, best[1] if best else 0):
            best = differences, count, candidate
    return _as_written(found, best[2]) if best else None


def _visible(found: Sequence[Matches], word: str) -> int:
    """In how many of the documents that the reader may know of a word stands as such."""
    pairs = ((one.visible_flags, one.view.segment.postings("word", word)) for one in found)
    return sum(sum(map(flags.__getitem__, known.ids)) for flags, known in pairs if known)


def _candidates(found: Sequence[Matches], word: str, farthest: int) -> dict[str, int]:
    """Words that differ by no more than that, with the same beginning or with one difference in it."""
    beginning = 2 if len(word) < 6 else 3
    near: dict[str, int] = {}
    for one in found:
        terms = one.view.segment.terms
        for other, _ in terms.starting_with("word", word[:beginning]):
            if abs(len(other) - len(word)) <= farthest and other not in near and other.isalpha():
                differences = distance(word, other)
                if differences <= farthest:
                    near[other] = differences
        for other in set(_one_edit(word, beginning)) - near.keys():
            if one.view.segment.postings("word", other):
                near[other] = 1
    return near


def _one_edit(word: str, beginning: int) -> Iterator[str]:
    """The words one insertion, deletion, replacement or exchange among the first letters away."""
    alphabet = next((letters for letters in _ALPHABETS if word[0] in letters), "")
    for at in range(beginning):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        for other in alphabet:
            yield before + other + after
            yield before + other + letter + after


def _as_written(found: Sequence[Matches], word: str) -> str:
    """`word` with its accents, from a document of the reader's."""
    for one in found:
        known = one.view.segment.postings("word", word)
        for number in known.ids if known else ():
            if one.visible_flags[number]:
                texts = one.view.segment.text(number)[:3]
                places = ((text, token) for text in texts for token in tokens(text) if token.word == word)
                return next((text[token.start : token.end].lower() for text, token in places), word)
    return word

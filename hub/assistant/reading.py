"""The words of a text as the assistant compares them: stems in the language of each paragraph, and their places."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from hub.search.text import (
    STEMMED,
    chunks,
    cut,
    is_stop_word,
    is_unspaced,
    languages_of,
    stem_term,
    words,
)

LONGEST = 100_000
"""Characters of a text that are read; the rest of a longer one is left out."""
ENOUGH_TO_TELL = 60
"""Words of a paragraph that tell its language."""
SHORTEST_STEM = 3
_LATIN = ("en", "fr", "es")
_PARAGRAPH = re.compile(r"[^\r\n]+")
_NO_BREAK = re.compile(r"[\s\"*_]*")


class Word(NamedTuple):
    """A word that may mean something: its stem as `language:stem`, its folded form, and its place.

    Of a word without stems, and where the stem is too short to tell it from others, the term is the form itself.
    `follows`: no punctuation parts it from the word before, so that both may belong to one phrase. `beside`: another
    form of the word before, the two parts of a joined word as one ("co-operation").
    """

    term: str
    form: str
    start: int
    end: int
    follows: bool
    beside: bool


def read(text: str, language: str | None = None) -> list[Word]:
    """The words of a text, without the little ones, in order. Any text will do."""
    paragraphs = _PARAGRAPH.finditer(text[:LONGEST])
    return [
        word
        for part in paragraphs
        for word in words_of(part.group(), language_of(part.group(), language), place=part.start())
    ]


def words_of(paragraph: str, language: str, *, place: int = 0) -> Iterator[Word]:
    """The words of a paragraph that is known to be in a language; `place` is where it begins."""
    follows, end = False, 0
    for chunk in chunks(paragraph):
        start = chunk.start()
        gap = paragraph[end:start]
        follows = follows and (gap == " " or _NO_BREAK.fullmatch(gap) is not None)
        for term, form, first, last, beside in _of_chunk(chunk.group(), language):
            yield Word(term, form, place + start + first, place + start + last, follows, beside)
            follows = True
        end = chunk.end()


@lru_cache(maxsize=1 << 15)
def _of_chunk(chunk: str, written: str) -> tuple[tuple[str, str, int, int, bool], ...]:
    """Term, form, place and whether it is beside another, of the words that say something."""
    found: list[tuple[str, str, int, int, bool]] = []
    for token in cut(chunk):
        if found and is_unspaced(token.word) and len(token.word) == 1 and found[-1][3] == token.end:
            continue  # the last sign of a run stands in the pair before
        possible = languages_of(token.word)
        language = possible[0] if len(possible) == 1 else written
        if not is_stop_word(token.word, (language,)):
            found.append((_term(token.word, language), token.word, token.start, token.end, not token.step))
    return tuple(found)


def _term(word: str, language: str) -> str:
    stem = stem_term(word, language)
    return stem if stem and len(stem) >= len("en:") + SHORTEST_STEM else word


def language_of(paragraph: str, declared: str | None) -> str:
    """The language that a paragraph in Latin script is in: the declared one, unless its little words are another's."""
    some = list(islice(words(paragraph), ENOUGH_TO_TELL))
    counts = {language: sum(is_stop_word(word, (language,)) for word in some) for language in _LATIN}
    likeliest = max(_LATIN, key=counts.__getitem__)
    if declared not in STEMMED:
        return likeliest if counts[likeliest] else "en"
    return likeliest if counts[likeliest] > 3 + 2 * counts.get(declared, 0) else declared

"""A text as an index keeps it: each word as written, and its stem in the language of the text."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, repeat

from hub.search.text.stems import languages_of, stem
from hub.search.text.tokens import cut, every_chunk

NEVER_STEMMED = "names"
"""The language of names, in which every word is its only form."""

Term = tuple[str, int, str | None]
"""A folded word, its step (see `Token`), and the term of its stem."""


def stem_term(word: str, language: str) -> str | None:
    """The stem of a folded word as `language:stem`; where the script leaves one language, that one."""
    if language == NEVER_STEMMED:
        return None
    possible = languages_of(word)
    language = possible[0] if len(possible) == 1 else language
    root = stem(word, language)
    return f"{language}:{root}" if root else None


def terms(text: str, language: str) -> Iterable[Term]:
    """The words of a text written in `language`, in order."""
    return chain.from_iterable(map(_of_chunk, every_chunk(text), repeat(language)))


@lru_cache(maxsize=1 << 17)
def _of_chunk(chunk: str, language: str) -> tuple[Term, ...]:
    return tuple((token.word, token.step, stem_term(token.word, language)) for token in cut(chunk))

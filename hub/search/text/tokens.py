"""Cutting a text into words.

Hyphens, apostrophes and dots separate: "Côte d'Ivoire" and "cote d ivoire" are the same three words. What
was joined by a hyphen is also kept as one word in the same place ("co-operation": co, operation,
cooperation), initials with dots only as one ("U.N."). Scripts without spaces give overlapping pairs of
characters, and the last character by itself, so that every single character begins some word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hub.search.text.folding import fold

LONGEST = 64
"""Characters of a word that count; the rest of a longer one is dropped."""

_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_VOWEL_SIGNS = "\u0900-\u0963\u0971-\u0dff\u102b-\u103e\u17b4-\u17d3"
_THAI_LAO, _KANA, _HANGUL = "\u0e00-\u0eff", "\u3040-\u30ff\u31f0-\u31ff", "\uac00-\ud7af"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = _THAI_LAO + _KANA + _HANGUL + _HAN
_WORD = f"(?:[^\\W_]|[{_MARKS}{_VOWEL_SIGNS}{_UNSPACED}])+"
_HYPHEN = "-\u2010\u2011"
_APOSTROPHE = "'\u2019\u02bc\uff07"
_CHUNK = re.compile(f"{_WORD}(?:[{_HYPHEN}{_APOSTROPHE}.]{_WORD})*")
_PART = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])(?:[^\\W_]|[{_MARKS}{_VOWEL_SIGNS}]))+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "presqu"])


class Token(NamedTuple):
    """A folded word, where it stood, and how many places it is after the word before (0: the same place)."""

    word: str
    start: int
    end: int
    step: int


def is_unspaced(word: str) -> bool:
    """Whether `word` belongs to a script written without spaces (Chinese, Japanese, Korean, Thai, Lao)."""
    return bool(word) and re.match(f"[{_UNSPACED}]", word) is not None


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` with their places in it, in order."""
    for chunk in _CHUNK.finditer(text):
        base = chunk.start()
        for word, start, end, step in cut(chunk.group()):
            yield Token(word, base + start, base + end, step)


def words(text: str) -> Iterator[str]:
    """The words of `text` in order, without the joined forms."""
    return (word for chunk in chunks(text) for word, _, _, step in cut(chunk.group()) if step)


def chunks(text: str) -> Iterator[re.Match[str]]:
    """Words with what is joined to them by a hyphen, an apostrophe or a dot: what `cut` understands."""
    return _CHUNK.finditer(text)


def every_chunk(text: str) -> list[str]:
    """The texts of `chunks`, in less time."""
    return _CHUNK.findall(text)


@lru_cache(maxsize=1 << 16)
def cut(chunk: str) -> tuple[Token, ...]:
    """The words of one chunk, with places in it."""
    if _INITIALS.fullmatch(chunk):
        return (Token(fold(chunk.replace(".", "")), 0, len(chunk), 1),)
    parts = tuple(token for part in _PART.finditer(chunk) for token in _of_part(part))
    joined = _joined(chunk, parts)
    return (*parts[:1], joined, *parts[1:]) if joined else parts


def _of_part(part: re.Match[str]) -> Iterator[Token]:
    if is_unspaced(part.group()):
        yield from _pairs(part.group(), part.start())
    elif word := fold(part.group())[:LONGEST]:
        yield Token(word, part.start(), part.end(), 1)


def _pairs(run: str, base: int) -> Iterator[Token]:
    for index in range(len(run)):
        yield Token(fold(run[index : index + 2]), base + index, base + min(index + 2, len(run)), 1)


def _joined(chunk: str, parts: tuple[Token, ...]) -> Token | None:
    """The whole as one word, where people also write it without the sign ("co-operation", "O'Brien")."""
    if len(parts) < 2 or "." in chunk or any(is_unspaced(part.word) for part in parts):
        return None
    apart = any(sign in chunk for sign in _APOSTROPHE)
    if apart and (parts[0].word in _ELIDED or len(parts[-1].word) == 1):
        return None
    return Token("".join(part.word for part in parts)[:LONGEST], 0, len(chunk), 0)

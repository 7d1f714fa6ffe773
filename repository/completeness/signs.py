"""What can be read off a text without understanding it: figures, acronyms, length, and words of a few lists."""

import re
from collections.abc import Mapping

from repository.completeness.words import WITHOUT_BOUNDS

_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|[。！？\n]+")
_ACRONYM = re.compile(r"\b[^\W\d_]{3,8}\b")
_ROMAN = re.compile(r"[IVXLCDM]+")
_WORD = re.compile(r"[^\W_]+")
_SINGLE = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\u0e00-\u0e7f]")
KNOWN = frozenset({"AIDS", "COVID", "DNA", "EUR", "GPS", "HIV", "PDF", "SMS", "USD"})
"""Letters that nobody asks about."""
CHARACTERS_A_WORD = 2
"""In scripts that set no spaces."""


def has_figure(text: str) -> bool:
    """Whether the text holds a number that is no year: an amount, a share, a count."""
    return any(not _is_year(found[0]) for found in _NUMBER.finditer(text))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and 1900 <= int(number) <= 2100


def mentions(text: str, words: Mapping[str, tuple[str, ...]], language: str) -> bool | None:
    """Whether one of these words stands in the text; None where the list does not know the language."""
    if language not in words:
        return None
    bound = "" if language in WITHOUT_BOUNDS else r"\b"
    return re.search(bound + "(?:" + "|".join(map(re.escape, words[language])) + ")", text.casefold()) is not None


def counts(text: str, words: Mapping[str, tuple[str, ...]], language: str) -> bool | None:
    """Whether a sentence holds both a figure and one of these words; None like `mentions`."""
    if language not in words:
        return None
    return any(has_figure(one) and mentions(one, words, language) for one in _SENTENCE.split(text))


def length(text: str) -> int:
    """The number of words; where a script sets no spaces, about as many."""
    singles = len(_SINGLE.findall(text))
    return len(_WORD.findall(_SINGLE.sub(" ", text))) + singles // CHARACTERS_A_WORD


def unexplained(text: str) -> list[str]:
    """Acronyms beside which no brackets stand: neither `Some Long Name (SLN)` nor `SLN (Some Long Name)`."""
    found = dict.fromkeys(one for one in _ACRONYM.findall(text) if one.isupper() and not _ROMAN.fullmatch(one))
    return [one for one in found if one not in KNOWN and not re.search(rf"[(（]\s*{one}\b|\b{one}\s*[(（]", text)]

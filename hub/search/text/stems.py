"""Inflected forms of a word share a stem, for the languages of the United Nations that inflect.

Stems work on folded words, so that a word typed without its accents has the same stem. They are light:
number, gender, common endings; two words of different meaning rather stay apart. Chinese has none.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from whoosh.lang.porter2 import stem as porter
from whoosh.lang.snowball.russian import RussianStemmer

_LATIN = ("en", "fr", "es")
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|er|ers|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s?|ed|ing|er|ers)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"(?<=[a-z]{3})(t|b)re(s?)$"), r"\1er\2"),
)
_ENGLISH_PLURALS = {
    "women": "woman", "men": "man", "children": "child", "people": "person", "peoples": "person",
    "persons": "person", "lives": "life", "wives": "wife", "data": "datum", "criteria": "criterion",
    "countrymen": "countryman", "fishermen": "fisherman", "feet": "foot", "trafficking": "traffic",
    "trafficked": "traffic", "trafficker": "traffic", "traffickers": "traffic", "traffics": "traffic",
}  # fmt: skip
_FRENCH = re.compile(
    "(?:issement|atrice|ateur|atoire|ation|ement|ment|euse?|eur|iqu|ance|ence|anc|enc|atric|atoir|"
    "abl|ibl|ant|ion|ier|ite|it|er|ir|if|iv|e)$"
)
_SPANISH = re.compile(
    "(?:amient|imient|aciones|acion|idad|mente|ador|atori|ante|ancia|anci|ient|iend|ando|iendo|ant|and|"
    "cion|ion|able|ible|abl|ibl|ist|ism|iv|ad|id|ar|er|ir)$"
)
_ARABIC_START = re.compile("^(?:وال|بال|كال|فال|ولل|ال|لل|و)(?=.{3})")
_ARABIC_END = re.compile("(?<=.{2})(?:ات|ون|ين|ان|ها|هم|يه|يا)$|(?<=.{3})[هيا]$")
_russian = RussianStemmer()


def _english(word: str) -> str:
    word = _ENGLISH_PLURALS.get(word, word)
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    return str(porter(word))


def _french(word: str) -> str:
    word = re.sub("eaux$", "eau", word)
    word = re.sub("(?<=..)aux$", "al", word)
    word = _without(_FRENCH, re.sub("(?<=...)s$", "", word).rstrip("e"), 4)
    return _undoubled(re.sub("y$", "i", word))


def _spanish(word: str) -> str:
    word = re.sub("(?<=....)(?:es|s)$", "", word)
    word = re.sub("(?<=...)[aeo]$", "", word)
    return _without(_SPANISH, word, 3)


def _russian_stem(word: str) -> str:
    stem = str(_russian.stem(word))
    return re.sub("(?<=...)ец$", "ц", re.sub("(?<=...)ь$", "", stem))


def _arabic(word: str) -> str:
    return _ARABIC_END.sub("", _ARABIC_END.sub("", _ARABIC_START.sub("", word)))


def _without(ending: re.Pattern[str], word: str, least: int) -> str:
    """`word` without the longest `ending` that leaves at least so many letters."""
    for start in range(least, len(word)):
        if ending.match(word, start):
            return word[:start]
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_STEMMERS: dict[str, Callable[[str], str]] = {
    "en": _english, "fr": _french, "es": _spanish, "ru": _russian_stem, "ar": _arabic,
}  # fmt: skip
STEMMED = frozenset(_STEMMERS)


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str) -> str | None:
    """The stem of a folded `word`, or None where `language` has no stemmer or another script."""
    if language not in _STEMMERS or language not in languages_of(word):
        return None
    return _STEMMERS[language](word) or None


@lru_cache(maxsize=1 << 12)
def _by_letter(letter: str) -> tuple[str, ...]:
    if letter.isascii():
        return _LATIN if letter.isalpha() else ()
    if "\u0400" <= letter <= "\u052f":
        return ("ru",)
    return ("ar",) if "\u0600" <= letter <= "\u06ff" else ()


@lru_cache(maxsize=1 << 16)
def languages_of(word: str, preferred: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The stemmed languages that a folded `word` may be of by its script, the `preferred` ones first."""
    possible = _by_letter(word[0]) if word else ()
    return (
        *(one for one in preferred if one in possible),
        *(one for one in possible if one not in preferred),
    )

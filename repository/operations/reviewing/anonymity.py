"""Keeping reviewers' names out of what submitters read."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from unicodedata import category, normalize

from flask_babel import gettext as _

from hub.auth.models import User
from hub.errors import Invalid
from hub.search.text.folding import fold
from hub.taxonomy import COUNTRIES, INTERFACE_LANGUAGES
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS, ORGANIZATION_FIELDS

SHORTEST_FAMILY_NAME = 5
"""A shorter one is too often a word of another kind."""
_ASIDE = re.compile(r"\([^)]*\)")
_TITLES = frozenset(["dr", "prof", "professor", "mr", "mrs", "ms", "mme", "mlle", "sr", "sra", "ing"])
_WORD = re.compile(r"[^\W_]+")
_MARKDOWN = frozenset("*_~`\\")


class _Word(NamedTuple):
    folded: str
    is_capital: bool
    """Whether it is written as names are; letters that have no capitals are."""


def refuse_names(practice: Practice, texts: Mapping[str, str], people: Iterable[User]) -> None:
    """Raise Invalid, at its field, for a text on the practice that names one of these people; see `naming`.

    Which name it is, is not said: whoever writes may not know who these people are.
    """
    if named := naming(practice, texts, people):
        message = _("The submitter reads this text, and it names a reviewer. Please take the name or the address out.")
        raise Invalid({field: [message] for field in named})


def naming(practice: Practice, texts: Mapping[str, str], people: Iterable[User]) -> list[str]:
    """The keys of those texts on the practice that hold the name or the address of one of these people.

    The parts of a name may stand in any order, and be written without accents or with Markdown. A family name alone
    counts where it tells something: not if it is short, not written as a name, or a word of the practice or the name
    of a country. A name of one word says too little.
    """
    signs = [(list(_readings(person.email)), _parts_of(person.name)) for person in people]
    known = _words_of(practice) if signs else frozenset()
    return [field for field, text in texts.items() if text and _names_one(text, signs, known)]


def _words_of(practice: Practice) -> frozenset[str]:
    """The words that an author of the practice reads without thinking of a reviewer."""
    texts = [practice.title, *(getattr(practice, name) for name in MARKDOWN_FIELDS)]
    texts += [each.name for part in ORGANIZATION_FIELDS for each in getattr(practice, part)]
    texts += [practice.submitter.name] if practice.submitter else []
    return _names_of_countries() | _folded_words(" ".join(text or "" for text in texts))


@cache
def _names_of_countries() -> frozenset[str]:
    labels = (COUNTRIES.label(code, language) for language in INTERFACE_LANGUAGES.codes for code in COUNTRIES.codes)
    return _folded_words(" ".join(labels))


def _folded_words(text: str) -> frozenset[str]:
    return frozenset(word.folded for reading in _readings(text) for word in _words(reading))


def _parts_of(name: str) -> list[str]:
    """The folded words of a person's name, the family name last, without titles and what stands in brackets."""
    family, _comma, given = _ASIDE.sub(" ", name).partition(",")
    words = (word.folded for word in _words(next(_readings(f"{given} {family}"))))
    return [word for word in words if word not in _TITLES]


def _names_one(text: str, signs: list[tuple[list[str], list[str]]], known: Container[str]) -> bool:
    for number, reading in enumerate(_readings(text)):
        words = list(_words(reading))
        for addresses, parts in signs:
            if re.search(rf"(?<!\w){re.escape(addresses[number])}(?!\w)", reading, re.IGNORECASE):
                return True
            if len(parts) > 1 and (_whole(parts, words) or _family(parts[1:], words, known)):
                return True
    return False


def _whole(parts: list[str], words: list[_Word]) -> bool:
    """Whether all parts stand side by side, in any order, or the first and the last with one word between."""
    size, folded, counted = len(parts), [word.folded for word in words], Counter(parts)
    ends = {parts[0], parts[-1]}
    return any(
        Counter(folded[place : place + size]) == counted
        or (len(ends) == 2 and ends == {word.folded for word in words[place : place + 3 : 2] if word.is_capital})
        for place, word in enumerate(folded)
        if word in counted
    )


def _family(parts: list[str], words: Iterable[_Word], known: Container[str]) -> bool:
    telling = {part for part in parts if len(part) >= SHORTEST_FAMILY_NAME and part not in known}
    return any(word.is_capital and word.folded in telling for word in words)


def _readings(text: str) -> Iterator[str]:
    """A text without accents and without what nobody sees; such a sign may stand in a word or for a space."""
    letters = [(letter, category(letter)) for letter in normalize("NFKD", text)]
    for instead in ("", " "):
        yield "".join(
            instead if kind == "Cf" or letter in _MARKDOWN else letter
            for letter, kind in letters
            if kind not in ("Mn", "Me")
        )


def _words(reading: str) -> Iterator[_Word]:
    return (_Word(fold(word), not word[0].islower()) for word in _WORD.findall(reading))

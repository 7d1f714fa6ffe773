"""Codes, however people write them: as a code, or by a name in any language of the interface."""

import re
import unicodedata
from functools import cache

from hub.taxonomy import INTERFACE_LANGUAGES, VOCABULARIES, Vocabulary

_QUOTES = re.compile(r"[\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4\u2032]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIVIDED = re.compile(r"[;；؛\n]")
_COMMAS = re.compile(r"[,،、，]")
_SIGN = re.compile(r"^[•·▪◦‣●○■*–—-]\s+")
_CODE_FIRST = re.compile(r"([\w-]{1,40})\s*[.:)–—|-]?\s+(\S.*)")
_CODE_LAST = re.compile(r"(\S.*?)\s*[(\[]\s*([\w-]{1,40})\s*[)\]]")
_DIGIT = re.compile(r"\d")
LONGEST = 200
"""Characters of a name; a text that is longer is none."""


def folded(text: str) -> str:
    """A text as it is compared: case, accents, kinds of blanks, quotes and dashes do not matter."""
    text = unicodedata.normalize("NFKD", _UNSEEN.sub("", text[:LONGEST]))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_DASHES.sub("-", _QUOTES.sub("'", text)).casefold().split())


def find_codes(vocabulary: Vocabulary, text: str) -> list[str]:
    """The codes that a text names, divided by lines or semicolons; what is no code stays as it was written."""
    found: list[str] = []
    for part in _DIVIDED.split(text):
        item = _SIGN.sub("", part.strip()).strip()
        if item:
            found += _one_or_several(vocabulary, item)
    return list(dict.fromkeys(found))


def find_code(vocabulary: Vocabulary, item: str) -> str | None:
    """The code that somebody means by a code, a name, or both. A number may have words of their own behind it."""
    known, said = _known(vocabulary.name), _bare(item)
    if said in known:
        return known[said]
    for pattern, code_place, name_place in ((_CODE_FIRST, 1, 2), (_CODE_LAST, 2, 1)):
        if both := pattern.fullmatch(said):
            code, name = _as_code(vocabulary, both[code_place]), known.get(both[name_place].rstrip(" .,"))
            is_own = name is None and code_place == 1 and code and code.isdigit() and not _DIGIT.search(both[2])
            if code and (name == code or is_own):
                return code
    return None


def _bare(text: str) -> str:
    """A text without the stop that a sentence, or an abbreviation, ends with."""
    return folded(text).rstrip(" .,")


def _one_or_several(vocabulary: Vocabulary, item: str) -> list[str]:
    if code := find_code(vocabulary, item):
        return [code]
    parts = [find_code(vocabulary, part) for part in _COMMAS.split(item) if part.strip()]
    codes = [code for code in parts if code]
    return codes if codes and len(codes) == len(parts) else [item]


def _as_code(vocabulary: Vocabulary, text: str) -> str | None:
    code = _known(vocabulary.name).get(text)
    return code if code and folded(code).lstrip("0") == text.lstrip("0") else None


@cache
def _known(name: str) -> dict[str, str]:
    """Codes by all that names them. A code goes before a name."""
    vocabulary = VOCABULARIES[name]
    found = {folded(code): code for code in vocabulary.codes}
    for code in vocabulary.codes:
        found.setdefault(folded(code).lstrip("0"), code)  # spreadsheets take the noughts from 002
    for language in INTERFACE_LANGUAGES.codes:
        for code in vocabulary.codes:
            label = vocabulary.label(code, language)
            more = (vocabulary.text(code, "title", language), vocabulary.text(code, "alpha3"))
            for text in (label, f"{code} {label}", *filter(None, more)):
                found.setdefault(_bare(text), code)
    return found

"""Names of organizations, and the forms under which they are compared."""

import re
from functools import lru_cache
from typing import NamedTuple

from hub.search.text.folding import fold

KEY_LENGTH = 400
INITIALS_LENGTH = 40
LONGEST_ACRONYM = 12


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOP_WORDS = _these(
    "a an and at by for from in of on the to s "  # English
    "l d la le les du des de et en pour au aux sur "  # French
    "el los las del y e para o os as da do das dos "  # Spanish, Portuguese
    "der die das dem den fur und zur zum im van het "  # German, Dutch
    "и в во по на для о об с"  # Russian
)
"""Articles, prepositions and conjunctions: they say nothing of which organization is meant."""
_LEGAL_FORMS = _these(
    "inc incorporated ltd limited llc plc corp corporation pty pvt gmbh ggmbh ag ev bv nv sa sas sarl srl sl asbl "
    "aisbl vzw ngo ong oy ab as spa ооо нко"
)
_OFFICES = _these(
    "ministry ministere ministerio ministero ministerium bundesministerium министерство وزاره "
    "department departement departamento directorate government gouvernement gobierno правительство حكومه "
    "embassy ambassade embajada municipality municipalite municipalidad prefecture"
)
"""What every country has: their acronyms do not tell them apart."""
_DOTS = re.compile(r"(?<=\w)\.(?=\w|\s|$)")
_WORD = re.compile(r"[^\W_]+")
_ARABIC_ARTICLE = re.compile(r"^(?:و?ال|لل)(?=\w{2})")
_BRACKETS = re.compile(r"^(.+?)\s*[(\[（]([^()\[\]（）]+)[)\]）]\s*(.*)$")
_DASHES = re.compile(r"^(.+?)\s+[-–—/]\s+(.+)$")


class Parts(NamedTuple):
    """A name with the acronym that came along with it, or "" where none did."""

    name: str
    acronym: str = ""


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name; the dots of an abbreviation join its letters."""
    return tuple(_WORD.findall(fold(_DOTS.sub("", name))))


def match_name(name: str) -> str:
    """The form of a name by which it is recognized: case, accents, spaces and punctuation do not matter."""
    return ("".join(words_of(name)) or " ".join(name.casefold().split()))[:KEY_LENGTH]


def spaced(name: str) -> str:
    """The folded words with a space before each, so that `LIKE '% word%'` finds where one begins."""
    return "".join(f" {word}" for word in words_of(name))[:KEY_LENGTH]


@lru_cache(maxsize=1 << 14)
def core_of(name: str) -> tuple[str, ...]:
    """The words that tell which organization is meant: without articles and the like, and without the legal form."""
    words = [_ARABIC_ARTICLE.sub("", word) for word in words_of(name)]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return tuple(word for word in words if word not in _STOP_WORDS) or tuple(words)


def initials_of(name: str) -> str:
    """The first letters of the words that count; a number stands whole."""
    return _initials(core_of(name))[:INITIALS_LENGTH]


def possible_acronyms(name: str) -> frozenset[str]:
    """What a name may be abbreviated to by its initials, with the small words or without."""
    return frozenset(made for made in (_initials(core_of(name)), _initials(words_of(name))) if len(made) > 2)


def is_office(name: str) -> bool:
    """Whether it names an office such as other countries have, too."""
    return bool(_OFFICES.intersection(core_of(name)[:3]))


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word if word.isdigit() else word[0] for word in words)


def is_acronym(text: str) -> bool:
    """Whether a text is written as acronyms are: short, one word, most of its letters capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return (
        2 <= len(letters) <= LONGEST_ACRONYM
        and len(text.split()) == 1
        and sum(letter.isupper() for letter in letters) * 2 > len(letters)
    )


def parts_of(name: str) -> Parts:
    """A name without the acronym that stands beside it: `Ministry of Labour (MOL)`, `IOM – UN Migration`.

    Only what can be made of the letters of the name, beginning with that of a word, is taken for its acronym: what
    stands in brackets may as well be the country.
    """
    for pattern in (_BRACKETS, _DASHES):
        if found := pattern.match(name):
            first, second, *rest = (part.strip() for part in found.groups())
            whole = " ".join(part for part in (first, *rest) if part)
            if _abbreviates(second, whole):
                return Parts(whole, second)
            if _abbreviates(first, second) and not any(rest):
                return Parts(second, first)
    return Parts(name)


def _abbreviates(acronym: str, name: str) -> bool:
    short, letters = match_name(acronym), match_name(name)
    if not is_acronym(acronym) or len(letters) < 2 * len(short) or short[0] not in _initials(words_of(name)):
        return False
    remaining = iter(letters)
    return all(letter in remaining for letter in short)

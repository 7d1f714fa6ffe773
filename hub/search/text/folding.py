"""Letters that readers do not tell apart become one: case, accents, Arabic forms, full-width signs."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_WITHOUT_DECOMPOSITION = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    "ؤ": "و",
    "ة": "ه",
    "ک": "ك",
    **dict.fromkeys("ءـ", ""),
}
_DROPPED = dict.fromkeys(
    [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x00AD, 0x200C, 0x200D],
    "",
)


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each letter when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter == "й":
            folded = letter
        elif letter in _ARABIC:
            folded = _ARABIC[letter]
        else:
            parts = normalize("NFD", _WITHOUT_DECOMPOSITION.get(letter, letter))
            folded = "".join(part for part in parts if not _is_accent(part)) if parts[0] != "й" else "й"
            folded = folded if folded or _is_accent(letter) else letter
        self[code] = folded
        return folded


def _is_accent(letter: str) -> bool:
    """Only Latin, Greek and Cyrillic accents: the vowel signs of Indic and Thai scripts are letters."""
    return "\u0300" <= letter <= "\u036f" and combining(letter) > 0


_TABLE = _Folding(_DROPPED)


def clean(text: str) -> str:
    """`text` without what nobody can see: control characters, marks of direction, halves of surrogate pairs."""
    return _INVISIBLE.sub(" ", text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form under which `text` is compared; may be shorter or longer, and empty (a lone tatweel)."""
    if text.isascii():
        return text.lower()
    return normalize("NFKC", text).casefold().translate(_TABLE)

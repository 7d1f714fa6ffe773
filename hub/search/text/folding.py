"""Letters that readers do not tell apart become one: case, accents, Arabic forms, full-width signs."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_CONTROL, _HALVES = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f", "\ud800-\udfff"
_DIRECTION = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_INVISIBLE = re.compile(f"[{_CONTROL}{_HALVES}{_DIRECTION}]")
_LATIN = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_ARABIC = dict(zip("أإآٱىیئؤةک", "اااايييوهك", strict=True)) | {"ء": "", "ـ": ""}
_SINGLE = _LATIN | _ARABIC | {"й": "й"}
_ARABIC_SIGNS = (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE))
_SOFT_HYPHEN_AND_JOINERS = (0x00AD, 0x200C, 0x200D)


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each letter when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = _SINGLE.get(letter)
        if folded is None:
            parts = (part for part in normalize("NFD", letter) if not _is_accent(part))
            folded = "".join(_SINGLE.get(part, part) for part in parts)
        self[code] = folded
        return folded


def _is_accent(letter: str) -> bool:
    """Only Latin, Greek and Cyrillic accents: the vowel signs of Indic and Thai scripts are letters."""
    return "\u0300" <= letter <= "\u036f" and combining(letter) > 0


_TABLE = _Folding(dict.fromkeys((*_ARABIC_SIGNS, *_SOFT_HYPHEN_AND_JOINERS), ""))


def clean(text: str) -> str:
    """`text` without what nobody sees: control characters, marks of direction, halves of surrogate pairs."""
    return _INVISIBLE.sub(" ", text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form under which `text` is compared; may be shorter or longer, and empty (a lone tatweel)."""
    if text.isascii():
        return text.lower()
    return normalize("NFKC", text).casefold().translate(_TABLE)

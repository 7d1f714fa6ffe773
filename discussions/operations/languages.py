"""The language of a text, where nobody has said it."""

import re
from collections import Counter

from hub.search.text.folding import fold
from hub.search.text.stopwords import is_stop_word

_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_LATIN = ("en", "fr", "es")
_WORDS_LOOKED_AT = 300


def guess_language(text: str, otherwise: str) -> str:
    """A language of the hub whose script or small words fill the text; `otherwise` where none stands out."""
    start = text[: 10 * _WORDS_LOOKED_AT]
    for language, letters in _SCRIPTS.items():
        if 3 * len(letters.findall(start)) > len(start):
            return language
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", start)[:_WORDS_LOOKED_AT]]
    counts = Counter({language: sum(is_stop_word(word, (language,)) for word in words) for language in _LATIN})
    (best, most), (_second, next_most) = counts.most_common(2)
    return best if most >= 3 and most > 1.3 * next_most else otherwise

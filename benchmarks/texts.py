"""Texts of natural length in six languages, made from word lists: always the same for the same seed."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

WORDS = Path(__file__).parent / "words.toml"
LANGUAGES = ("en", "en", "en", "fr", "fr", "es", "es", "ar", "ru", "zh")
"""Of ten texts, three are in English."""
SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "na",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
    "za",
    "dje",
    "gua",
    "shi",
    "pra",
    "len",
)
STOPS = {"zh": "。"}
JOINTS = {"zh": ""}


@cache
def _list(language: str) -> tuple[list[str], list[float]]:
    """The words of a language with their summed-up weights: the nth comes n times less often."""
    words = tomllib.loads(WORDS.read_text("utf-8"))[language]["words"].split()
    return words, list(accumulate(1 / (place + 4) for place in range(len(words))))


class Writer:
    """Writes titles, sentences and names."""

    def __init__(self, seed: int | str) -> None:
        self.random = Random(seed)

    def language(self) -> str:
        return self.random.choice(LANGUAGES)

    def words(self, language: str, number: int) -> list[str]:
        words, weights = _list(language)
        return self.random.choices(words, cum_weights=weights, k=number)

    def title(self, language: str) -> str:
        """A title of six to eleven words, one of them a name that hardly comes again."""
        words = [*self.words(language, self.random.randint(5, 10)), self.name()]
        return _sentence(words, language)[:190]

    def name(self) -> str:
        """A word that nobody knows, as names of places are."""
        return "".join(self.random.choices(SYLLABLES, k=3)).capitalize()

    def text(self, language: str, number: int) -> str:
        """Paragraphs of about this many words."""
        words = self.words(language, number)
        words[:: max(2, number // 2)] = [self.name()] * len(words[:: max(2, number // 2)])
        sentences, start = [], 0
        while start < number:
            length = self.random.randint(8, 22)
            sentences.append(_sentence(words[start : start + length], language) + STOPS.get(language, "."))
            start += length
        return _paragraphs(sentences)

    def some(self, values: Sequence[str], most: int, *, least: int = 1) -> list[str]:
        """A few different values."""
        return self.random.sample(values, self.random.randint(least, most))


def _sentence(words: list[str], language: str) -> str:
    text = JOINTS.get(language, " ").join(words)
    return text[:1].upper() + text[1:]


def _paragraphs(sentences: list[str], size: int = 5) -> str:
    return "\n\n".join(" ".join(sentences[i : i + size]) for i in range(0, len(sentences), size))

"""Objectives that a query names in any of the six languages, whatever language their content is written in."""

from collections.abc import Iterator
from functools import cache

from hub.search.text.folding import fold
from hub.taxonomy import INTERFACE_LANGUAGES, OBJECTIVES

MOST = 3
"""Words that more objectives share, such as "migrants", name none."""


def named(text: str) -> list[str]:
    """Codes of the objectives whose short name holds all these words, or else of those whose full name does.

    Little words alone, such as "in", name none; two Chinese signs may.
    """
    words = fold(text.replace('"', " ")).split()
    if not any(len(word) > 1 + word.isascii() for word in words):
        return []
    for name in ("label", "title"):
        codes = [code for code, names in _names(name) if any(_holds(each, words) for each in names)]
        if codes:
            return codes if len(codes) <= MOST else []
    return []


def _holds(name: str, words: list[str]) -> bool:
    """Words begin where a word of the name begins, or anywhere in what is written without spaces."""
    return all(f" {word}" in name or (not word.isascii() and word in name) for word in words)


@cache
def _names(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((code, tuple(_in_all_languages(code, name))) for code in OBJECTIVES.codes)


def _in_all_languages(code: str, name: str) -> Iterator[str]:
    for language in INTERFACE_LANGUAGES.codes:
        text = OBJECTIVES.label(code, language) if name == "label" else OBJECTIVES.text(code, name, language)
        yield f" {fold(text or '')}"

"""A controlled vocabulary: codes that stay, labels in every language of the interface."""

import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).parent / "data"
DEFAULT_LANGUAGE = "en"
NOT_EXTRA = {"code", "label", "override_label"}

NamesByCode = Callable[[str], Mapping[str, str]]


def base_language(language: str) -> str:
    """The language without script or country: ``zh`` for ``zh_Hans_CN``."""
    return language.replace("_", "-").split("-")[0].lower()


def sort_key(label: str) -> str:
    """Puts accented letters beside their plain forms, so that Égypte is found under E."""
    decomposed = unicodedata.normalize("NFKD", label)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a code, its labels by language, and whatever else the vocabulary knows about it."""

    code: str
    labels: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str, language: str = DEFAULT_LANGUAGE) -> Any:
        """An extra field, in the given language where it is a text in several; None where there is none."""
        value = self.extra.get(name)
        if isinstance(value, Mapping):
            return value.get(base_language(language)) or value.get(DEFAULT_LANGUAGE)
        return value


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The terms of one kind, in the order of their data file.

    ``names`` supplies labels from outside (CLDR) where the data file has none; ``alphabetical`` says that
    people look the terms up by name, so that choices are sorted in each language.
    """

    name: str
    terms: tuple[Term, ...]
    names: NamesByCode | None = None
    alphabetical: bool = False

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(term.code for term in self.terms)

    @cached_property
    def _by_code(self) -> Mapping[str, Term]:
        return {term.code: term for term in self.terms}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def get(self, code: str) -> Term | None:
        return self._by_code.get(code)

    def label(self, code: str, language: str = DEFAULT_LANGUAGE) -> str:
        """The label in the given language, or else in English; an unknown code is shown as it is."""
        term = self.get(code)
        if term is None:
            return code
        wanted = base_language(language)
        return self._label_in(term, wanted) or self._label_in(term, DEFAULT_LANGUAGE) or code

    def text(self, code: str, name: str, language: str = DEFAULT_LANGUAGE) -> Any:
        """An extra field of a term, such as the ``title`` of an objective; None for an unknown code."""
        term = self.get(code)
        return term.text(name, language) if term else None

    def items(self, language: str = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
        """The terms as the API gives them, with labels and texts in one language."""
        return [self._item(term, language) for term in self.terms]

    def choices(self, language: str = DEFAULT_LANGUAGE) -> list[tuple[str, str]]:
        """Pairs of code and label for a form field."""
        pairs = [(code, self.label(code, language)) for code in self.codes]
        return sorted(pairs, key=lambda pair: sort_key(pair[1])) if self.alphabetical else pairs

    def _label_in(self, term: Term, language: str) -> str | None:
        return term.labels.get(language) or (self.names(language).get(term.code) if self.names else None)

    def _item(self, term: Term, language: str) -> dict[str, Any]:
        texts = {name: term.text(name, language) for name in term.extra}
        return {"code": term.code, "label": self.label(term.code, language), **texts}


def load_terms(name: str) -> tuple[Term, ...]:
    """The terms of ``data/<name>.toml``, in the order of the file."""
    entries = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["items"]
    return tuple(_term(entry) for entry in entries)


def _term(entry: Mapping[str, Any]) -> Term:
    labels = entry.get("label") or entry.get("override_label") or {}
    extra = {name: _frozen(value) for name, value in entry.items() if name not in NOT_EXTRA}
    return Term(entry["code"], MappingProxyType(labels), MappingProxyType(extra))


def _frozen(value: Any) -> Any:
    """Terms are shared by all requests: lists become tuples and tables read-only."""
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(value) if isinstance(value, dict) else value

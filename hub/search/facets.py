"""Facets in words: what a reader can narrow a list by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from hub import kinds
from hub.i18n import label, language
from hub.search.engines import Results
from hub.taxonomy import VOCABULARIES, objective_label


class Words(NamedTuple):
    """How a facet is called, and the vocabulary that its values are from or their own words (values with neither
    speak for themselves)."""

    label: LazyString
    vocabulary: str = ""
    values: Mapping[str, LazyString] = {}


FACETS: dict[str, Words] = {
    "type": Words(_l("Type")),
    "objective": Words(_l("Objective"), "objectives"),
    "principle": Words(_l("Guiding principle"), "principles"),
    "sdg": Words(_l("Sustainable Development Goal"), "sdgs"),
    "country": Words(_l("Country"), "countries"),
    "region": Words(_l("Region"), "regions"),
    "language": Words(_l("Language"), "languages"),
    "practice_type": Words(_l("Type of practice"), "practice-types"),
    "scope": Words(_l("Scope"), "scopes"),
    "availability": Words(_l("Availability"), "availabilities"),
    "un": Words(_l("United Nations"), values={"yes": _l("Works for the United Nations"), "no": _l("Works elsewhere")}),
    "year": Words(_l("Year")),
}

SHOWN = 60
"""Options of one facet on a page, the chosen ones always among them."""


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values: objectives and years in their order, the others with the most frequent first."""

    name: str
    label: str
    options: list[Option]


def known_values(facet: str, value: str) -> bool:
    """Whether a facet can have this value."""
    if facet == "type":
        return value in {kind.name for kind in kinds.all_kinds() if kind.document}
    if facet == "year":
        return value.isascii() and value.isdigit() and len(value) == 4
    words = FACETS[facet]
    known = VOCABULARIES[words.vocabulary] if words.vocabulary else words.values
    return not known or value in known


def value_label(facet: str, value: str) -> str:
    """A facet's value in the language in use."""
    if facet == "type":
        return str(kinds.get(value).plural)
    if facet == "objective":
        return objective_label(value, language())
    words = FACETS[facet]
    return label(words.vocabulary, value) if words.vocabulary else str(words.values.get(value, value))


def facets_of(results: Results, filters: Mapping[str, frozenset[str]], names: Sequence[str]) -> list[Facet]:
    """The facets of an answer; a chosen value stays visible even where nothing is left of it."""
    found = (_facet(name, results.facets.get(name, {}), filters.get(name, frozenset())) for name in names)
    return [facet for facet in found if facet.options]


def _facet(name: str, counted: Mapping[str, int], chosen: frozenset[str]) -> Facet:
    counts = dict.fromkeys(chosen, 0) | dict(counted)
    order = sorted(counts, key=lambda value: _place(name, value, counts[value]))
    shown = [v for n, v in enumerate(order) if n < SHOWN or v in chosen]
    options = [Option(v, value_label(name, v), counts[v], v in chosen) for v in shown]
    return Facet(name, str(FACETS[name].label), options)


def _place(name: str, value: str, count: int) -> tuple[int, str]:
    if name in ("objective", "sdg"):
        return int(value), value
    return (-int(value), value) if name == "year" else (-count, value)

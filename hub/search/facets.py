"""Facets in words: what a reader can narrow a search by."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from hub import kinds
from hub.i18n import label, language
from hub.search.engines import Results
from hub.taxonomy import objective_label

VOCABULARY_OF = {"principle": "principles", "country": "countries", "region": "regions", "language": "languages"}

NAMES: dict[str, LazyString] = {
    "type": _l("Type"), "objective": _l("Objective"), "principle": _l("Guiding principle"), "country": _l("Country"),
    "region": _l("Region"), "language": _l("Language"), "year": _l("Year"),
}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values, the most frequent first."""

    name: str
    label: str
    options: list[Option]


def value_label(facet: str, value: str) -> str:
    """A facet's value in the language in use."""
    if facet == "type":
        return str(kinds.get(value).plural) if value in {k.name for k in kinds.all_kinds()} else value
    if facet == "objective":
        return objective_label(value, language())
    return label(VOCABULARY_OF[facet], value) if facet in VOCABULARY_OF else value


def facets_of(results: Results, filters: Mapping[str, frozenset[str]]) -> list[Facet]:
    """The facets of an answer; a chosen value stays visible even where nothing is left of it."""
    facets = []
    for name, words in NAMES.items():
        counts = dict(results.facets.get(name, {}))
        chosen = filters.get(name, frozenset())
        counts.update({value: 0 for value in chosen if value not in counts})
        order = sorted(counts, key=lambda value: (int(value) if name == "objective" and value.isdigit() else 0,
                                                  -counts[value], value))
        options = [Option(v, value_label(name, v), counts[v], v in chosen) for v in order]
        if options:
            facets.append(Facet(name, str(words), options))
    return facets

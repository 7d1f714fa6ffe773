"""Facets in words: what a reader can narrow a list by."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from hub import clock, kinds
from hub.i18n import coded
from hub.search.engines import Results
from hub.taxonomy import VOCABULARIES
from hub.taxonomy.vocabulary import sort_key


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
    "organization": Words(_l("Organization")),
    "reused": Words(_l("Reused"), values={"yes": _l("Adapted elsewhere")}),
}

Named = Mapping[str, Callable[[Collection[str]], Mapping[str, str]]]
"""Facets whose values are rows of a table, each with a function that gives the labels of those among some values
that every reader may know of. The others are unknown, whether there is such a row or not."""

SHOWN = 60
"""Options of one facet on a page, the chosen ones always among them."""
MOST, LONG = 12, 24
"""Where all values stand on a page of their own: so many are shown of a facet with more than `LONG`."""


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values: objectives and years in their order, the others with the most frequent first.

    `number` counts all its values, which may be more than its options.
    """

    name: str
    label: str
    options: list[Option]
    number: int


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
    words = FACETS[facet]
    return coded(words.vocabulary, value) if words.vocabulary else str(words.values.get(value, value))


def labels_of(facet: str, values: Collection[str], named: Named) -> Mapping[str, str]:
    """The known ones among some values of a facet, with their labels."""
    if facet in named:
        return named[facet](values)
    return {value: value_label(facet, value) for value in values if known_values(facet, value)}


def facets_of(
    results: Results,
    filters: Mapping[str, frozenset[str]],
    names: Sequence[str],
    *,
    named: Named | None = None,
    cut: bool = False,
) -> list[Facet]:
    """The facets of an answer; a chosen value stays visible even where nothing is left of it.

    Long ones are `cut` where another page shows all values.
    """
    found = (_facet(n, results.facets.get(n, {}), filters.get(n, frozenset()), named or {}, cut) for n in names)
    return [facet for facet in found if facet.options]


def _facet(name: str, counted: Mapping[str, int], chosen: frozenset[str], named: Named, cut: bool) -> Facet:
    counts = _counts(name, counted, chosen)
    order = sorted(counts, key=lambda value: _place(name, value, counts[value]))
    most = MOST if cut and len(order) > LONG else SHOWN
    shown = [v for n, v in enumerate(order) if n < most or v in chosen]
    labels = labels_of(name, shown, named)
    options = [Option(v, labels[v], counts[v], v in chosen) for v in shown if v in labels]
    return Facet(name, str(FACETS[name].label), options, len(order))


def every_option(
    name: str, counted: Mapping[str, int], chosen: frozenset[str], named: Named | None = None
) -> list[Option]:
    """All values of a facet in the order in which people look them up."""
    counts = _counts(name, counted, chosen)
    labels = labels_of(name, counts, named or {})
    if name in ("objective", "sdg", "year"):
        order = sorted(labels, key=lambda value: _place(name, value, 0))
    else:
        order = sorted(labels, key=lambda value: (sort_key(labels[value]), value))
    return [Option(value, labels[value], counts[value], value in chosen) for value in order]


def _counts(name: str, counted: Mapping[str, int], chosen: frozenset[str]) -> dict[str, int]:
    """What to choose from. What goes on is found under the years to come, too, which nobody looks for yet."""
    last = str(clock.now().year)
    return dict.fromkeys(chosen, 0) | {v: n for v, n in counted.items() if name != "year" or v <= last}


def _place(name: str, value: str, count: int) -> tuple[int, str]:
    if name in ("objective", "sdg"):
        return int(value), value
    return (-int(value), value) if name == "year" else (-count, value)

"""What the reader of a list asked for, and what they could ask for, in words."""

from collections.abc import Mapping

from flask import request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from experts.queries import FACETS, Filters
from hub.i18n import label, language
from hub.pagination import here
from hub.search.facets import Facet, Option
from hub.taxonomy import VOCABULARIES, objective_label

NAMES: dict[str, LazyString] = {
    "objective": _l("Objective"),
    "country": _l("Country of experience"),
    "region": _l("Region of experience"),
    "language": _l("Language spoken"),
    "availability": _l("Availability"),
    "un": _l("United Nations"),
}
_VOCABULARY = {
    "objective": "objectives",
    "country": "countries",
    "region": "regions",
    "language": "languages",
    "availability": "availabilities",
}


def asked() -> dict[str, frozenset[str]]:
    """The values in the address. Blank ones are what an unused form field sends."""
    chosen = {
        facet: frozenset(v.strip() for v in request.args.getlist(facet) if v.strip()) for facet in FACETS
    }
    return {facet: values for facet, values in chosen.items() if values}


def unknown(filters: Filters) -> dict[str, list[str]]:
    """The values that do not exist, by facet."""
    known = {facet: set(VOCABULARIES[name].codes) for facet, name in _VOCABULARY.items()} | {
        "un": {"yes", "no"}
    }
    wrong = {facet: sorted(values - known[facet]) for facet, values in filters.items()}
    return {facet: values for facet, values in wrong.items() if values}


def value_label(facet: str, value: str) -> str:
    """A value in the language in use."""
    if facet == "un":
        return _("Works for the United Nations") if value == "yes" else _("Works elsewhere")
    if facet == "objective":
        return objective_label(value, language())
    return label(_VOCABULARY[facet], value)


def facets(counts: Mapping[str, Mapping[str, int]], filters: Filters) -> list[Facet]:
    """The facets with their values, the most frequent first, objectives by number."""
    return [
        Facet(name, str(NAMES[name]), _options(name, counts[name], filters.get(name, frozenset())))
        for name in FACETS
    ]


def _options(facet: str, found: Mapping[str, int], chosen: frozenset[str]) -> list[Option]:
    numbers = dict.fromkeys(chosen, 0) | dict(found)
    order = sorted(
        numbers, key=lambda v: (int(v) if facet == "objective" and v.isdigit() else 0, -numbers[v], v)
    )
    return [Option(value, value_label(facet, value), numbers[value], value in chosen) for value in order]


def active(filters: Filters) -> list[tuple[str, str]]:
    """The chosen values in words, each with the address of the list without it."""
    return [
        (value_label(facet, value), _without(facet, value))
        for facet, values in filters.items()
        for value in sorted(values)
    ]


def _without(facet: str, value: str) -> str:
    query = request.args.to_dict(flat=False)
    query[facet] = [given for given in query.get(facet, []) if given != value]
    query.pop("page", None)
    return here(query)


def sorted_by(sort: str) -> str:
    """The address of the list in another order."""
    query = request.args.to_dict(flat=False) | {"sort": [sort]}
    query.pop("page", None)
    return here(query)

"""Long lists of choices in groups that people know: countries by part of the world, objectives by round table."""

from collections.abc import Callable

from flask_babel import gettext as _

from hub.taxonomy import CLUSTERS, CONTINENTS, OBJECTIVES, REGIONS, regions_of, with_ancestors

Choices = list[tuple[str, str]]
ELSEWHERE = ""


def _continent(above: tuple[str, ...]) -> str:
    return next((code for code in CONTINENTS if code in above), ELSEWHERE)


_GROUP_OF: dict[str, Callable[[str], str]] = {
    "countries": lambda code: _continent(regions_of(code)),
    "regions": lambda code: _continent(with_ancestors([code])),
    "objectives": lambda code: str(OBJECTIVES.text(code, "cluster")),
}


def _label(group: str, language: str) -> str:
    if group in CLUSTERS:
        return f"{CLUSTERS.label(group, language)}: {CLUSTERS.text(group, 'title', language)}"
    return REGIONS.label(group, language) if group else _("World and elsewhere")


def grouped(vocabulary: str, choices: Choices, language: str) -> list[tuple[str, Choices]]:
    """The choices of a vocabulary that has groups, each with the name of the group."""
    groups: dict[str, Choices] = {group: [] for group in (*CLUSTERS.codes, *CONTINENTS, ELSEWHERE)}
    for code, label in choices:
        groups[_GROUP_OF[vocabulary](code)].append((code, label))
    return [(_label(group, language), found) for group, found in groups.items() if found]

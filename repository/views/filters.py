"""The filters of the desk, as `templates/_macros/list.html` draws them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.i18n import coded, label
from hub.pagination import here
from hub.policy import Actor
from hub.taxonomy import CONTINENTS, OBJECTIVES
from repository.models import Handling, Practice
from repository.queries import desk
from repository.queries.due import turn
from repository.workflow import AUTHORS, REVIEWERS, SECRETARIAT, STATES

TURNS = {SECRETARIAT: _l("The secretariat"), REVIEWERS: _l("Reviewers"), AUTHORS: _l("The authors")}
SORT_WORDS = {"longest": _l("Longest waiting first"), "newest": _l("Newest first"), "title": _l("By title")}


@dataclass(frozen=True)
class Option:
    """A value that a filter can have."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its values."""

    name: str
    label: str
    options: list[Option]


def asked_filters() -> dict[str, list[str]]:
    """The filters in the address, without values that do not exist."""
    known = desk.known_values()
    asked = {
        name: [value for value in dict.fromkeys(request.args.getlist(name)) if value in known.get(name, {value})]
        for name in desk.FILTERS
    }
    return {name: values for name, values in asked.items() if values}


def filters(actor: Actor, asked: dict[str, list[str]]) -> list[Filter]:
    """The filters with their values; those that say where practices wait are counted."""
    turns, states = (desk.counts(actor, asked, *by) for by in (("turn", turn()), ("status", Practice.status)))
    hands = desk.counts(actor, asked, "handler", Handling.handler_id)
    people = {str(person.id): person for person in desk.hands() if person.id != actor.id}
    in_hands = {
        desk.MINE: (_("Me"), hands.get(actor.id, 0)),
        desk.NOBODY: (_("Nobody"), hands.get(None, 0)),
        **{number: (person.name, hands.get(person.id, 0)) for number, person in people.items()},
    }

    def made(name: str, words: str, options: Iterable[tuple[str, str, int | None]]) -> Filter:
        chosen = asked.get(name, [])
        return Filter(name, words, [Option(v, said, number, v in chosen) for v, said, number in options])

    return [
        made("turn", _("Waits for"), [(v, str(said), turns.get(v, 0)) for v, said in TURNS.items()]),
        made("late", _("Overdue"), [("yes", _("Overdue"), desk.late_count(actor, asked))]),
        made("handler", _("Handled by"), [(v, said, number) for v, (said, number) in in_hands.items()]),
        made("status", _("Status"), [(v, str(STATES[v]), states.get(v, 0)) for v in desk.STATES_SHOWN]),
        made("objective", _("Objective"), [(v, coded("objectives", v), None) for v in OBJECTIVES.codes]),
        made("region", _("Region"), [(v, label("regions", v), None) for v in CONTINENTS]),
        made("language", _("Language"), [(v, label("languages", v), None) for v in desk.languages()]),
    ]


def active(asked: dict[str, list[str]], shown: list[Filter]) -> list[tuple[str, str]]:
    """The chosen values, each with the address of the list without it."""
    words = {(each.name, option.value): option.label for each in shown for option in each.options}
    return [
        (f"{words.get((name, value), value)}", _without(name, value))
        for name, values in asked.items()
        for value in values
    ]


def _without(name: str, value: str) -> str:
    query = request.args.to_dict(flat=False)
    query[name] = [each for each in query.get(name, []) if each != value]
    query.pop("page", None)
    return here(query)


def sorts(present: str) -> list[tuple[str, str, bool]]:
    """The orders of the list: words, address, whether it is in this order."""
    query = {name: values for name, values in request.args.to_dict(flat=False).items() if name != "page"}
    return [
        (
            str(words),
            here(query | {"sort": [name]}) if query else url_for("repository.waiting", sort=name),
            name == present,
        )
        for name, words in SORT_WORDS.items()
    ]

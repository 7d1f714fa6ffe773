"""What the secretariat has done lately, in words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import kinds
from hub.audit import AuditEntry
from repository.workflow import WORKFLOW

PERMISSIONS = ("practice.decide", "call.edit", "collection.edit")
"""What the deeds of the secretariat on practices ask for."""

WORDS = {
    **{f"practice.{step.name}": step.label for step in WORKFLOW.transitions},
    "practice.edit": _l("Edited"),
    "practice.invite_reviewer": _l("Reviewer invited"),
    "practice.withdraw_reviewer": _l("Invitation withdrawn"),
    "practice.assign": _l("Given into other hands"),
    "practice.leave_call": _l("Taken out of a call"),
    "call.issue": _l("Call written"),
    "call.revise": _l("Call changed"),
    "call.publish": _l("Call published"),
    "call.withdraw": _l("Call taken out of sight"),
    "collection.begin": _l("Collection begun"),
    "collection.revise": _l("Collection changed"),
    "collection.publish": _l("Collection published"),
    "collection.withdraw": _l("Collection taken out of sight"),
    "collection.add": _l("Practice put into a collection"),
    "collection.remove": _l("Practice taken out of a collection"),
    "reason.keep": _l("Prepared text changed"),
    "reason.offer": _l("Prepared text offered again"),
    "reason.hide": _l("Prepared text no longer offered"),
    "reason.drop": _l("Prepared text deleted"),
}
"""How each deed is said."""


class Deed(NamedTuple):
    """A deed as the desk lists it."""

    id: int
    what: str
    title: str
    url: str
    who: str
    at: datetime


def listed(entries: Iterable[AuditEntry]) -> list[Deed]:
    """The deeds in words, with what they were done to where that is still there."""
    found = list(entries)
    things = _things(found)
    return [_deed(entry, things.get((entry.kind, entry.thing_id))) for entry in found]


def _deed(entry: AuditEntry, place: tuple[str, str] | None) -> Deed:
    title, url = place or ("", "")
    what = str(WORDS.get(entry.action, _("Changed")))
    return Deed(entry.id, what, title, url, entry.actor.name if entry.actor else "", entry.at)


def _things(entries: list[AuditEntry]) -> dict[tuple[str | None, int | None], tuple[str, str]]:
    """Title and address of what the deeds were done to, in one query for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.kind and entry.thing_id:
            ids[entry.kind].add(entry.thing_id)
    known: dict[str, Any] = {kind.name: kind for kind in kinds.all_kinds() if kind.name in ids}
    return {
        (name, thing.id): (kind.title(thing), kind.url(thing))
        for name, kind in known.items()
        for thing in kind.fetch(sorted(ids[name]))
    }

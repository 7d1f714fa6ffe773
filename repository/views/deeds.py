"""What the secretariat has done lately, in words."""

from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import audit, kinds
from hub.audit import AuditEntry
from repository.workflow import WORKFLOW
from repository.workflow.life import ADAPTATION_WORKFLOW, UPDATE_WORKFLOW

PERMISSIONS = ("practice.decide", "call.edit", "collection.edit", "adaptation.decide", "review.set_rules")
"""What the deeds of the secretariat on practices ask for."""

WORDS = {
    **{f"practice.{step.name}": step.label for step in WORKFLOW.transitions},
    "practice.edit": _l("Edited"),
    "practice.invite_reviewer": _l("Reviewer invited"),
    "practice.withdraw_reviewer": _l("Invitation withdrawn"),
    "practice.assign": _l("Given into other hands"),
    "practice.leave_call": _l("Taken out of a call"),
    **{f"practice.{step.name}_update": step.label for step in UPDATE_WORKFLOW.transitions},
    **{f"adaptation.{step.name}": step.label for step in ADAPTATION_WORKFLOW.transitions},
    "practice.refuse_withdrawal": _l("Withdrawal refused"),
    "practice.readdress": _l("Address changed"),
    "practice.confirm": _l("Confirmed as still right"),
    "practice.hand_over": _l("Handed over to a co-author"),
    "review_rules.set": _l("Rules of review changed"),
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


def listed(entries: list[AuditEntry]) -> list[Deed]:
    """The deeds in words, with what they were done to where that is still there."""
    things = audit.things_of(entries)
    return [_deed(entry, things.get(entry.ref)) for entry in entries]


def _deed(entry: AuditEntry, thing: Any) -> Deed:
    kind = kinds.of(thing) if thing is not None else None
    title, url = (kind.title(thing), kind.url(thing)) if kind else ("", "")
    what = str(WORDS.get(entry.action, _("Changed")))
    return Deed(entry.id, what, title, url, entry.actor.name if entry.actor else "", entry.at)

"""What the secretariat has done lately, in words."""

from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub import audit, kinds
from hub.audit import AuditEntry
from hub.kinds import Ref
from hub.policy import Actor
from hub.undo.queries import recent
from hub.undo.views import MOST
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


LOOKED_AT = 1000
"""Entries from which the list is made: a form that saves itself leaves several in a minute."""


class Deed(NamedTuple):
    """A deed as the desk lists it; `ids` are the entries that make it up, the last one first."""

    ids: list[int]
    what: str
    title: str
    url: str
    who: str
    at: datetime

    @property
    def fields(self) -> list[tuple[str, int]]:
        """What the button that takes it back sends."""
        return [("entry", number) for number in self.ids]


def lately(actor: Actor, most: int) -> list[Deed]:
    """The newest deeds that the actor may try to take back, in words, with what they were done to if it is there."""
    deeds = _grouped(recent(actor, PERMISSIONS, LOOKED_AT))[:most]
    things = audit.things_of(entries[0] for entries in deeds)
    return [_deed(entries, things.get(entries[0])) for entries in deeds]


def _grouped(entries: list[AuditEntry]) -> list[list[AuditEntry]]:
    """The entries of each deed: what one person saves from one form is one, as long as nothing else comes between."""
    deeds, last_on = list[list[AuditEntry]](), dict[Ref, list[AuditEntry]]()
    for entry in entries:
        deed = last_on.get(entry.ref)
        if deed and len(deed) < MOST and (form := _form_of(entry)) and form == _form_of(deed[0]):
            deed.append(entry)
        else:
            last_on[entry.ref] = deed = [entry]
            deeds.append(deed)
    return deeds


def _form_of(entry: AuditEntry) -> tuple[int | None, str] | None:
    """Who saved, and from which form; None where it was no form that saves again and again."""
    editor = entry.data.get("editor")
    return (entry.actor_id, editor) if editor else None


def _deed(entries: list[AuditEntry], thing: Any) -> Deed:
    entry, kind = entries[0], kinds.of(thing) if thing is not None else None
    title, url = (kind.title(thing), kind.url(thing)) if kind else ("", "")
    what = str(WORDS.get(entry.action, _("Changed")))
    return Deed([each.id for each in entries], what, title, url, entry.actor.name if entry.actor else "", entry.at)

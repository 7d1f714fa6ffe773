"""Telling that a practice was reused, and checking what is told."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.policy import Actor, can, require
from hub.search.capture import touch
from hub.undo import undoable
from repository import notifications
from repository.models import Adaptation, Practice
from repository.queries import reuse
from repository.workflow.life import ADAPTATION_WORKFLOW, REVISABLE

MOST_WAITING = 20
"""So many adaptations of one member may wait for the secretariat at a time."""


@transactional
def tell_adaptation(actor: Actor, practice: Practice, values: Mapping[str, Any]) -> Adaptation:
    """Record that a public practice was reused; `values` comes from `AdaptationSchema`. The secretariat checks it.

    Raises Invalid where the practice that tells it is none of the actor's, or led to the one that was reused.
    """
    require(actor, "practice.adapt", practice)
    if reuse.number_waiting(actor) >= MOST_WAITING:
        raise Conflict(_("Many of your adaptations still wait for the secretariat. Please tell this one later."))
    said = _checked(actor, practice, values)
    adaptation = Adaptation(practice=practice, author_id=actor.id, status="submitted", status_since=clock.now(), **said)
    db.session.add(adaptation)
    audit.record(actor, "adaptation.tell", adaptation)
    notifications.adaptation_told(adaptation)
    return adaptation


@transactional
def revise_adaptation(
    actor: Actor, adaptation: Adaptation, values: Mapping[str, Any], *, seen: int | None = None
) -> Adaptation:
    """Change what was told; it is checked again. Raises like `tell_adaptation`, and Overtaken and Conflict."""
    require(actor, "adaptation.own", adaptation)
    if adaptation.status not in REVISABLE:
        raise Conflict(_("It is withdrawn. Tell it anew if you want it to be read again."))
    require_seen(seen, adaptation.version)
    for name, value in _checked(actor, adaptation.practice, values).items():
        setattr(adaptation, name, value)
    adaptation.updated_at = clock.now()  # codes are rows of another table: the version must grow with them too
    if adaptation.status != "submitted":
        _enter(adaptation, "submitted")
        notifications.adaptation_told(adaptation)
    audit.record(actor, "adaptation.revise", adaptation)
    return adaptation


@transactional
@undoable("adaptation.decide")
def step_adaptation(
    actor: Actor, adaptation: Adaptation, target: str, comment: str = "", *, seen: int | None = None
) -> Adaptation:
    """Take the step that leads to a state. Raises like `hub.workflow.Workflow.find`; Overtaken; Conflict for a circle.

    `seen` is the version that the actor looked at: nobody publishes words that they have not read.
    """
    require(actor, "adaptation.view", adaptation)
    step = ADAPTATION_WORKFLOW.find(actor, adaptation, target, comment)
    require_seen(
        seen,
        adaptation.version,
        _("Somebody has changed this adaptation since you opened the page. Read what it says now, then decide."),
    )
    if step.name == "publish" and _goes_in_a_circle(adaptation.practice, adaptation.retold):
        raise Conflict(_("The practice that tells it led to the one that it adapts: one of the two cannot be right."))
    _enter(adaptation, target)
    adaptation.reason = comment.strip() or None
    audit.record(actor, f"adaptation.{step.name}", adaptation, comment=comment.strip())
    if step.permission == "adaptation.decide":
        notifications.adaptation_decided(actor, adaptation)
    return adaptation


def _checked(actor: Actor, practice: Practice, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with the practice that tells it in place of its name. Raises Invalid."""
    said = dict(values)
    if "retold" in said:
        said["retold"] = _own_practice(actor, said["retold"])
        if _goes_in_a_circle(practice, said["retold"]):
            raise Invalid({"retold": [_("Choose a practice that came after the one that was adapted, not before it.")]})
    return said


def _own_practice(actor: Actor, slug: str | None) -> Practice | None:
    """One of the actor's practices. Raises Invalid; of others not even their being there is told."""
    found = reuse.by_slug(slug) if slug else None
    if slug and (found is None or not can(actor, "practice.submit", found)):
        raise Invalid({"retold": [_("Choose one of your own practices.")]})
    return found


def _goes_in_a_circle(practice: Practice, retold: Practice | None) -> bool:
    return retold is not None and retold.id in reuse.origins_of(practice)


def _enter(adaptation: Adaptation, status: str) -> None:
    """Put it into a state; whether the practice is found as reused may hang on it."""
    adaptation.status, adaptation.status_since = status, clock.now()
    touch("practice", [adaptation.practice_id])

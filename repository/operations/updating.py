"""Writing an update of a public practice, and letting it become the public text."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock
from hub.db import db, transactional
from hub.errors import Conflict, Overtaken, require_seen
from hub.i18n import listed
from hub.policy import Actor, require
from hub.undo import undoable
from hub.workflow import Transition
from repository import notifications
from repository.models import Practice, PracticeUpdate
from repository.models.version import PUBLISHED
from repository.operations.drafting import write
from repository.operations.merging import record, said_by
from repository.operations.reviewing import start_clock
from repository.operations.reviewing.letters import refuse_reviewers_names
from repository.operations.versions import keep_version
from repository.queries import updates
from repository.schemas import PracticeSchema, UpdateSchema
from repository.workflow.life import UPDATE_WORKFLOW, WRITABLE


@transactional
def write_update(
    actor: Actor, practice: Practice, values: Mapping[str, Any], *, seen: int | None = None
) -> PracticeUpdate:
    """Begin or go on with the update of a practice; `values` comes from `UpdateSchema`.

    `seen` is the version of the update that the writer looked at, 0 where there was none. Raises Overtaken where
    somebody else has saved since, or the secretariat has it.
    """
    require(actor, "practice.update", practice)
    update = updates.open_update(practice)
    require_seen(seen, update.version if update else 0)
    if update is None:
        update = _begin(actor, practice)
    if update.status not in WRITABLE:
        raise Overtaken(_("The update is with the secretariat. Take it back first to go on writing."))
    said = dict(values)
    update.note = said.pop("note", update.note)
    update.content = {**update.content, **said}
    db.session.flush()
    return update


def _begin(actor: Actor, practice: Practice) -> PracticeUpdate:
    text = dict(PracticeSchema().dump(practice))
    update = PracticeUpdate(
        practice=practice, author_id=actor.id, status="writing", status_since=clock.now(), content=text, base=text
    )
    db.session.add(update)
    audit.record(actor, "practice.begin_update", practice)
    return update


@transactional
@undoable("practice.decide")
def step_update(
    actor: Actor, update: PracticeUpdate, target: str, comment: str = "", *, seen: int | None = None
) -> PracticeUpdate:
    """Take the step that leads an update to a state. The authors read the comment.

    `seen` is the version of the update that the actor looked at: nobody publishes words that they have not read.

    Raises like `hub.workflow.Workflow.find`; Overtaken; Invalid for what is missing in the text; Conflict where the
    public text was changed meanwhile, or where the update says nothing new.
    """
    require(actor, "practice.view", update.practice)
    require(actor, "update.view", update)
    step = UPDATE_WORKFLOW.find(actor, update, target, comment)
    if step.permission == "update.decide":
        refuse_reviewers_names(update.practice, {"comment": comment})
    told = _("Somebody has changed this update since you opened the page. Read what it says now, then decide.")
    require_seen(seen, update.version, told)
    if step.name in ("submit", "accept"):
        _ready(update)
    if step.name == "accept":
        _apply(actor, update)
    update.status, update.status_since = target, clock.now()
    update.reason = comment.strip() or None
    audit.record(actor, f"practice.{step.name}_update", update.practice, comment=comment.strip())
    _tell(actor, update, step)
    return update


def _ready(update: PracticeUpdate) -> None:
    """Raise Invalid or Conflict unless the update can become the public text."""
    UpdateSchema().load({**update.content, "note": update.note})
    if changed := updates.changed_meanwhile(update):
        raise Conflict(
            _(
                "The public text was changed since this update was begun, in: %(fields)s. Take these changes into the "
                "update first.",
                fields=listed(change.label for change in changed),
            )
        )
    if not updates.what_is_new(update):
        raise Conflict(_("The update says what the public text says. If all is still right, confirm the practice."))


def _apply(actor: Actor, update: PracticeUpdate) -> None:
    practice, before = update.practice, said_by(update.practice)
    write(practice, PracticeSchema().load(update.content))
    record(actor, "practice.update", practice, before)
    keep_version(practice, PUBLISHED, note=update.note)
    if practice.status == "update_requested":
        practice.status, practice.status_since = "published", clock.now()
        start_clock(practice)
        audit.record(actor, "practice.finish_update", practice, source="update_requested", target="published")


def _tell(actor: Actor, update: PracticeUpdate, step: Transition) -> None:
    if step.name == "submit":
        notifications.update_submitted(update.practice)
    elif step.permission == "update.decide":
        notifications.update_decided(actor, update)


@transactional
def take_changes_in(actor: Actor, update: PracticeUpdate, *, seen: int | None = None) -> PracticeUpdate:
    """Go on from the public text of now: what was changed there comes in wherever the update itself changes nothing.

    For the authors, and for the secretariat while the update is with it. Raises Overtaken.
    """
    require(actor, "practice.view", update.practice)
    require(actor, "update.decide" if update.status not in WRITABLE else "update.write", update)
    require_seen(seen, update.version)
    update.content, update.base = updates.merged(update), dict(PracticeSchema().dump(update.practice))
    audit.record(actor, "practice.merge_update", update.practice)
    return update

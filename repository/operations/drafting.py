"""Writing a practice."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock, markup
from hub.db import db, transactional
from hub.errors import Conflict, Overtaken
from hub.files.operations import take_off
from hub.policy import Actor, can, require
from hub.taxonomy.organizations import find_or_add_all
from hub.undo import undoable
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS, ORGANIZATION_FIELDS
from repository.models.version import PUBLISHED
from repository.operations.addresses import free_address
from repository.operations.versions import keep_version
from repository.schemas import PracticeSchema
from repository.workflow import EDITABLE, PUBLIC


@transactional
def create(actor: Actor, values: Mapping[str, Any]) -> Practice:
    """A new draft of the actor's; `values` comes from `PracticeSchema`."""
    require(actor, "practice.create")
    slug = free_address(values.get("title") or "practice")
    practice = Practice(slug=slug, status="draft", submitter_id=actor.id, status_since=clock.now())
    db.session.add(practice)
    write(practice, values)
    audit.record(actor, "practice.create", practice)
    return practice


@transactional
@undoable("practice.decide")
def edit(actor: Actor, practice: Practice, values: Mapping[str, Any], *, seen: int | None = None) -> Practice:
    """Change a practice. `seen` is the version that the editor looked at.

    Raises Overtaken where somebody else has saved since, and Conflict where the state allows no editing.
    """
    require(actor, "practice.view", practice)
    if not can(actor, "practice.edit", practice) and can(actor, "practice.submit", practice):
        if practice.status in PUBLIC:
            raise Conflict(_("The practice is public. Write an update: the secretariat puts it in place of this text."))
        raise Conflict(_("The practice is in other hands now. You can edit it again if changes are requested."))
    require(actor, "practice.edit", practice)
    if seen not in (None, practice.version):
        raise Overtaken
    before = PracticeSchema().dump(practice)
    write(practice, values)
    if practice.status not in EDITABLE:
        missing(practice)
    if practice.status in PUBLIC:
        keep_version(practice, PUBLISHED)
    after = PracticeSchema().dump(practice)
    audit.record(actor, "practice.edit", practice, fields=[name for name in after if after[name] != before[name]])
    return practice


@transactional
def discard(actor: Actor, practice: Practice) -> None:
    """Throw a draft away, with its documents. Nobody has seen it, so nothing points at it."""
    require(actor, "practice.view", practice)
    if practice.status != "draft":
        raise Conflict(_("Only a draft can be thrown away. What was submitted stays on record."))
    require(actor, "practice.own", practice)
    for stored in practice.attachments:
        take_off(actor, "practice.edit", practice, stored)
    audit.record(actor, "practice.discard", practice, title=practice.title or "")
    db.session.delete(practice)


def write(practice: Practice, values: Mapping[str, Any]) -> None:
    """Give the practice these values. Part of the running transaction."""
    for name, value in values.items():
        setattr(practice, name, find_or_add_all(value) if name in ORGANIZATION_FIELDS else _stored(name, value))
    practice.html = {name: markup.render(getattr(practice, name)) for name in MARKDOWN_FIELDS}
    # Codes and organizations are rows of other tables: the version must grow with them too.
    practice.updated_at = clock.now()


def _stored(name: str, value: Any) -> Any:
    return value or [] if name == "links" else value


def missing(practice: Practice) -> None:
    """Raise Invalid where something that is needed for submitting is not there yet."""
    PracticeSchema().load(PracticeSchema().dump(practice))

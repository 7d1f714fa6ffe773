"""Writing a practice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock, markup
from hub.db import db, transactional
from hub.errors import Conflict, Overtaken
from hub.files.operations import take_off
from hub.i18n import listed
from hub.policy import Actor, can, require
from hub.taxonomy.organizations import find_or_add_all
from hub.undo import forget, undoable
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS, ORGANIZATION_FIELDS
from repository.models.version import PUBLISHED
from repository.operations.addresses import draft_address
from repository.operations.links import watch
from repository.operations.merging import differing, lock, record, said_by, sort_out
from repository.operations.versions import keep_version
from repository.schemas import PracticeSchema


@dataclass(frozen=True)
class Saved:
    """What became of a save: the fields that changed, and those that were left because others had changed them.

    `alone`: nobody else had changed anything, so the form shows what is stored.
    """

    fields: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    alone: bool = True


@transactional
def create(actor: Actor, values: Mapping[str, Any], *, editor: str = "") -> Practice:
    """A new draft of the actor's; `values` comes from `PracticeSchema`. `editor` names the form, as in `save`."""
    require(actor, "practice.create")
    slug = draft_address(values.get("title") or "")
    practice = Practice(slug=slug, status="draft", submitter_id=actor.id, status_since=clock.now(), authors=[])
    db.session.add(practice)
    write(practice, values)
    audit.record(actor, "practice.create", practice, **({"editor": editor} if editor else {}))
    watch(practice)
    return practice


@transactional
@undoable("practice.decide")
def edit(
    actor: Actor, practice: Practice, values: Mapping[str, Any], *, seen: int | None = None, editor: str = ""
) -> Practice:
    """Change a practice, all or nothing. `seen` is the version that the editor looked at.

    Raises Overtaken where others have changed one of these fields since, and Conflict where the state allows no
    editing.
    """
    lock(practice)
    require_editable(actor, practice)
    told = sort_out(actor, practice, values, seen=seen, editor=editor)
    if told.clashes:
        present = said_by(practice)
        raise Overtaken(clashes={name: present[name] for name in told.clashes}, version=practice.version)
    _change(actor, practice, told.fitting, seen=seen, editor=editor)
    return practice


@transactional
@undoable("practice.decide")
def save(actor: Actor, practice: Practice, values: Mapping[str, Any], *, seen: int | None, editor: str) -> Saved:
    """Change a practice as far as nobody else has changed the same fields; raises Conflict like `edit`.

    `editor` names the form in which the actor writes: what the same form has saved before is nobody else's.
    """
    lock(practice)
    require_editable(actor, practice)
    told = sort_out(actor, practice, values, seen=seen, editor=editor)
    return Saved(_change(actor, practice, told.fitting, seen=seen, editor=editor), told.clashes, told.alone)


def require_editable(actor: Actor, practice: Practice) -> None:
    """Raise Conflict where the actor's practice is in other hands now, and NotFound or Forbidden like `require`."""
    require(actor, "practice.view", practice)
    if not can(actor, "practice.edit", practice) and can(actor, "practice.submit", practice):
        if practice.is_public:
            raise Conflict(_("The practice is public. Write an update: the secretariat puts it in place of this text."))
        raise Conflict(_("The practice is in other hands now. You can edit it again if changes are requested."))
    require(actor, "practice.edit", practice)


def _change(actor: Actor, practice: Practice, values: Mapping[str, Any], *, seen: int | None, editor: str) -> list[str]:
    """Write what differs; the fields that changed."""
    before = said_by(practice)
    new = differing(values, before)
    if not new:
        return []
    write(practice, new)
    if not practice.is_editable:
        missing(practice)
    if practice.is_public:
        keep_version(practice, PUBLISHED)
    if "links" in new:
        watch(practice)
    return record(actor, "practice.edit", practice, before, seen=seen, editor=editor)


@transactional
def discard(actor: Actor, practice: Practice) -> None:
    """Throw a draft away, with its documents. It is nobody else's, so nothing points at it.

    Raises Conflict where it was submitted, or others write it too.
    """
    lock(practice)
    require(actor, "practice.view", practice)
    if practice.status != "draft":
        raise Conflict(_("Only a draft can be thrown away. What was submitted stays on record."))
    require(actor, "practice.own", practice)
    if practice.co_authors:
        raise Conflict(
            _(
                "Others write this draft, too: %(names)s. Hand it over to them, or ask them to leave it first.",
                names=listed(author.name for author in practice.co_authors),
            )
        )
    for stored in practice.attachments:
        take_off(actor, "practice.edit", practice, stored)
    forget(practice)
    audit.record(actor, "practice.discard", practice, title=practice.title or "")
    db.session.delete(practice)


def write(practice: Practice, values: Mapping[str, Any]) -> None:
    """Give the practice these values. Part of the running transaction; see `merging.record`."""
    for name, value in values.items():
        setattr(practice, name, find_or_add_all(value) if name in ORGANIZATION_FIELDS else _stored(name, value))
    rendered = {name: markup.render(getattr(practice, name)) for name in MARKDOWN_FIELDS if name in values}
    practice.html = (practice.html or {}) | rendered
    # Codes and organizations are rows of other tables: the version must grow with them too.
    practice.updated_at = clock.now()


def _stored(name: str, value: Any) -> Any:
    return value or [] if name == "links" else value


def missing(practice: Practice) -> None:
    """Raise Invalid where something that is needed for submitting is not there yet."""
    PracticeSchema().load(PracticeSchema().dump(practice))

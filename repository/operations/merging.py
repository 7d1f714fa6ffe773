"""Several people write one practice: nothing that somebody has saved is overwritten by somebody who has not seen it.

Each deed that changes the text leaves in the audit log the version that it made, the version that its editor had
seen, the fields that it changed, and a digest of what stood there before. From these follows what others have
changed since an editor looked: of each such field, the editor either says what stands there now, or has left alone
what they saw (then what the others wrote stays), or has changed it too (then the two clash).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select

from hub import audit
from hub.audit import AuditEntry
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor
from hub.schemas import is_blank
from repository.models import Practice
from repository.schemas import PracticeSchema

Values = Mapping[str, Any]

said_by = PracticeSchema().dump
"""What a practice, or values for one, say field by field, in a form that can be compared."""


@dataclass(frozen=True)
class Sorted:
    """What an editor sent: `fitting` can be written, `clashes` names the fields that others have changed as well.

    `alone`: others have changed nothing at all.
    """

    fitting: dict[str, Any]
    clashes: list[str]
    alone: bool


def lock(practice: Practice) -> None:
    """Let one editor after the other write, each on what the one before has saved. Raises NotFound where it is gone."""
    (number,) = inspect(practice).identity or (None,)
    if db.session.scalar(select(Practice.id).where(Practice.id == number).with_for_update()) is None:
        raise NotFound
    db.session.refresh(practice)


def sort_out(actor: Actor, practice: Practice, values: Values, *, seen: int | None, editor: str) -> Sorted:
    """Compare what an editor sends with what others have saved since version `seen` (None: the editor saw all)."""
    if seen is None or seen >= practice.version:
        return Sorted(dict(values), [], alone=True)
    present, sent = said_by(practice), said_by(values)
    fitting, clashes = dict(values), []
    theirs = _changed_by_others(actor, practice, seen, editor)
    for name, was in theirs.items():
        if name not in values or digest(present[name]) == was:
            continue
        del fitting[name]
        if digest(sent[name]) not in (was, digest(present[name])):
            clashes.append(name)
    return Sorted(fitting, clashes, alone=not theirs)


def changed_since(actor: Actor, practice: Practice, seen: int) -> list[str]:
    """The fields that say something else now than in version `seen`."""
    present = said_by(practice)
    return [name for name, was in _changed_by_others(actor, practice, seen, "").items() if digest(present[name]) != was]


def _changed_by_others(actor: Actor, practice: Practice, seen: int, editor: str) -> dict[str, str]:
    """The fields that others have changed since `seen`, each with the digest of what this editor saw there.

    `editor` names the form in which somebody writes: the same person in another window is somebody else.
    """
    query = select(AuditEntry).where(audit.done_to(practice), AuditEntry.data["version"].as_integer() > seen)
    found: dict[str, str] = {}
    for entry in db.session.scalars(query.order_by(AuditEntry.id)):
        mine = editor and entry.actor_id == actor.id and entry.data.get("editor") == editor
        for name, was in _replaced(entry).items():
            if mine:
                found.pop(name, None)  # so this editor has seen what stood there
            else:
                found.setdefault(name, was)
    return found


def _replaced(entry: AuditEntry) -> dict[str, str]:
    """The fields that a deed changed, with the digests of what stood there; what an undo replaces is not known."""
    undone = db.session.get(AuditEntry, entry.undoes_id) if entry.undoes_id else None
    return dict.fromkeys(undone.data.get("was", {}), "") if undone else dict(entry.data.get("was", {}))


def record(
    actor: Actor, action: str, practice: Practice, before: Values, *, seen: int | None = None, editor: str = ""
) -> list[str]:
    """Note in the audit log how the text has changed since `before`, a dump of it; the fields that differ.

    Whatever changes the text of a practice has to call this, so that nobody overwrites it unseen.
    """
    db.session.flush()
    after = said_by(practice)
    fields = [name for name in after if digest(after[name]) != digest(before.get(name))]
    if fields:
        was = {name: digest(before.get(name)) for name in fields}
        more = {"editor": editor} if editor else {}
        version = practice.version
        audit.record(actor, action, practice, fields=fields, version=version, seen=seen or version - 1, was=was, **more)
    return fields


def differing(values: Values, present: Values) -> dict[str, Any]:
    """Those of the values that say something else than a dump does."""
    sent = said_by(values)
    return {name: value for name, value in values.items() if digest(sent[name]) != digest(present.get(name))}


def digest(value: Any) -> str:
    """By which a value is recognized again. All that says nothing is the same, and codes are in no order."""
    return hashlib.sha256(json.dumps(_plain(value), sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if is_blank(value):
        return None
    if isinstance(value, Mapping):
        return {key: part for key, part in value.items() if not is_blank(part)}
    if isinstance(value, (list, tuple)):
        return sorted(value) if all(isinstance(one, str) for one in value) else [_plain(one) for one in value]
    return value

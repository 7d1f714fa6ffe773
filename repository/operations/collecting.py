"""Collections: curated by the secretariat."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit, clock, markup
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.policy import Actor, require
from hub.slugs import unique_slug
from hub.undo import undoable
from repository.models import Collection, CollectionItem, Practice
from repository.operations.showing import put
from repository.queries.collections import by_slugs


@transactional
@undoable("collection.edit")
def begin_collection(actor: Actor, values: Mapping[str, Any]) -> Collection:
    """A new collection, not published yet; `values` comes from `CollectionSchema`. Raises Invalid."""
    require(actor, "collection.edit")
    collection = Collection(slug=unique_slug(Collection, values["title"]))
    _write(collection, values)
    db.session.add(collection)
    audit.record(actor, "collection.begin", collection)
    return collection


@transactional
@undoable("collection.edit")
def revise_collection(
    actor: Actor, collection: Collection, values: Mapping[str, Any], *, seen: int | None = None
) -> Collection:
    """Change a collection; `seen` is the version that the writer looked at. Raises Overtaken and Invalid."""
    require(actor, "collection.edit", collection)
    require_seen(seen, collection.version)
    _write(collection, values)
    audit.record(actor, "collection.revise", collection)
    return collection


@transactional
@undoable("collection.edit")
def show_collection(actor: Actor, collection: Collection, *, shown: bool) -> Collection:
    """Publish a collection, or take it out of sight. Raises Conflict where it is so already."""
    require(actor, "collection.edit", collection)
    deed = put(collection, shown=shown)
    if shown:
        collection.published_at = collection.published_at or clock.now()
    audit.record(actor, f"collection.{deed}", collection)
    return collection


@transactional
@undoable("collection.edit")
def collect(actor: Actor, collection: Collection, practice: Practice) -> CollectionItem:
    """Put a public practice at the end of a collection. Raises Conflict where it cannot stand there."""
    require(actor, "collection.edit", collection)
    if not practice.is_public:
        raise Conflict(_("Only public practices can stand in a collection."))
    if any(item.practice_id == practice.id for item in collection.items):
        raise Conflict(_("It stands in this collection already."))
    item = CollectionItem(practice=practice, position=len(collection.items) + 1)
    collection.items.append(item)
    _touch(collection)
    audit.record(actor, "collection.add", collection, practice=practice.slug)
    return item


@transactional
@undoable("collection.edit")
def leave_out(actor: Actor, collection: Collection, practice: Practice) -> None:
    """Take a practice out of a collection. Raises Conflict where it does not stand there."""
    require(actor, "collection.edit", collection)
    items = [item for item in collection.items if item.practice_id != practice.id]
    if len(items) == len(collection.items):
        raise Conflict(_("It does not stand in this collection any more."))
    collection.items[:] = items
    _touch(collection)
    audit.record(actor, "collection.remove", collection, practice=practice.slug)


def _write(collection: Collection, values: Mapping[str, Any]) -> None:
    collection.items[:] = _items(collection, values.get("items") or [])
    for name in ("title", "language", "introduction"):
        setattr(collection, name, values[name])
    collection.html = markup.render(collection.introduction)
    _touch(collection)


def _touch(collection: Collection) -> None:
    """Its practices are rows of another table: the version must grow with them too."""
    for position, item in enumerate(collection.items, 1):
        item.position = position
    collection.updated_at = clock.now()


def _items(collection: Collection, rows: list[dict[str, Any]]) -> list[CollectionItem]:
    """The items that the rows of the form mean, in their order; what stands there already stays what it is."""
    there = {item.practice_id: item for item in collection.items}
    slugs = [_slug_of(row["practice"]) for row in rows]
    found, wrong, made = by_slugs(slugs), {}, dict[int, tuple[int, CollectionItem]]()
    for number, (slug, row) in enumerate(zip(slugs, rows, strict=True)):
        practice = found.get(slug)
        if practice is None or (not practice.is_public and practice.id not in there):
            wrong[number] = {"practice": [_("There is no public practice at this address.")]}
            continue
        item = there.get(practice.id) or CollectionItem(practice=practice)
        item.sentence = row.get("sentence")
        place = row.get("place")
        made.setdefault(practice.id, (len(rows) + 1 if place is None else place, item))
    if wrong:
        raise Invalid({"items": wrong})
    return [item for _place, item in sorted(made.values(), key=lambda pair: pair[0])]


def _slug_of(address: str) -> str:
    """The last part of the address of a practice, or what was given where that is all."""
    return address.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]

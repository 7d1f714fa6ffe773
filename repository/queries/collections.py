"""Reading collections. Readers see only those of their practices that are public."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from hub.db import db
from hub.policy import Actor, opened, visible
from repository.models import Collection, CollectionItem, Practice
from repository.models.practice import OBJECTIVE_TAGS
from repository.models.shown import PUBLISHED
from repository.workflow import PUBLIC

_NEWEST = (Collection.published_at.desc().nulls_first(), Collection.id.desc())


def collection(actor: Actor, slug: str) -> Collection:
    """The collection at an address, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.scalar(select(Collection).where(Collection.slug == slug)))


def listed(actor: Actor) -> Select[tuple[Collection]]:
    """All collections that the actor may open, the newest first."""
    return visible(actor, Collection, "collection.view").order_by(*_NEWEST)


def shown(collection: Collection) -> list[CollectionItem]:
    """The public practices of a collection, in their order."""
    query = (
        select(CollectionItem)
        .join(CollectionItem.practice)
        .options(contains_eager(CollectionItem.practice))
        .where(CollectionItem.collection_id == collection.id, Practice.status.in_(PUBLIC))
    )
    return list(db.session.scalars(query.order_by(CollectionItem.position, CollectionItem.id)))


def sizes(collections: list[Collection]) -> dict[int, int]:
    """How many public practices each of these collections has, by its id."""
    query = (
        select(CollectionItem.collection_id, func.count())
        .join(CollectionItem.practice)
        .where(CollectionItem.collection_id.in_([c.id for c in collections]), Practice.status.in_(PUBLIC))
    )
    return dict(db.session.execute(query.group_by(CollectionItem.collection_id)).tuples().all())


def newest(limit: int, objective: str | None = None) -> list[Collection]:
    """Published collections, the newest first; with a practice on an objective where one is given."""
    query = select(Collection).where(Collection.status == PUBLISHED)
    if objective:
        on_it = Practice.tagged(OBJECTIVE_TAGS, [objective])
        fits = CollectionItem.practice.has(Practice.status.in_(PUBLIC) & on_it)
        query = query.where(Collection.items.any(fits))
    return list(db.session.scalars(query.order_by(*_NEWEST).limit(limit)))


def holding(practice: Practice) -> list[Collection]:
    """Published collections that a practice is part of."""
    is_in = Collection.items.any(CollectionItem.practice_id == practice.id)
    query = select(Collection).where(Collection.status == PUBLISHED, is_in)
    return list(db.session.scalars(query.order_by(*_NEWEST)))


def to_add(practice: Practice) -> list[Collection]:
    """Collections that a practice can still be put into, for their curators."""
    is_in = Collection.items.any(CollectionItem.practice_id == practice.id)
    return list(db.session.scalars(select(Collection).where(~is_in).order_by(*_NEWEST)))


def newest_first(actor: Actor) -> list[Collection]:
    """All collections that the actor may open, to choose from."""
    return list(db.session.scalars(listed(actor).limit(100)))


def with_items(actor: Actor, slug: str) -> Collection:
    """A collection with all its practices, for its curators. Raises NotFound."""
    found = collection(actor, slug)
    items = selectinload(Collection.items).selectinload(CollectionItem.practice)
    return db.session.scalars(select(Collection).where(Collection.id == found.id).options(items)).one()


def by_slugs(slugs: list[str]) -> dict[str, Practice]:
    """Practices by the last part of their address."""
    found = db.session.scalars(select(Practice).where(Practice.slug.in_(slugs)))
    return {practice.slug: practice for practice in found}

"""Making one entry of two, and saying that two are not one."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Column, UniqueConstraint, select
from sqlalchemy.orm import Mapper

from hub import audit, clock
from hub.db import Base, db, transactional
from hub.errors import Conflict
from hub.policy import Actor, can, require
from hub.taxonomy.organizations.models import Organization, OrganizationDifference
from hub.taxonomy.organizations.operations.naming import forget
from hub.undo import undoable


@transactional
@undoable("organization.edit", apart=True, keeping=frozenset())
def merge(actor: Actor, kept: Organization, dropped: Organization) -> Organization:
    """Let everything that names `dropped` name `kept`, which gets its names, too; its address leads on.

    Raises Conflict where one of the two is gone already.
    """
    require(actor, "organization.edit", kept)
    if kept.id == dropped.id or kept.merged_into_id or dropped.merged_into_id:
        raise Conflict(_("One of these two has been merged already."))
    for column in references():
        _move(column, dropped.id, kept.id)
    kept.category, kept.website = kept.category or dropped.category, kept.website or dropped.website
    kept.updated_at = clock.now()
    dropped.merged_into_id = kept.id
    audit.record(actor, "organization.merge", kept, name=kept.name, dropped=dropped.name)
    db.session.flush()
    db.session.expire_all()
    forget(db.session())
    return kept


def references() -> Iterator[Column[Any]]:
    """The columns of any table that point at an organization, but for what was said of two."""
    target: Any = Organization.__table__.c.id
    for table in Base.metadata.sorted_tables:
        if table is not OrganizationDifference.__table__:
            yield from (column for column in table.columns if column.references(target))


def _move(column: Column[Any], source: int, target: int) -> None:
    """Let the rows that point at one organization point at another, by way of the models, so that it can be undone.

    A row that would then stand twice goes.
    """
    mapper = _mapper(column)
    points, there = mapper.get_property_by_column(column).key, _identities(column, target)
    for row in db.session.scalars(select(mapper.class_).where(column == source)):
        if any(_identity(row, mapper, columns) in known for columns, known in there):
            db.session.delete(row)
        else:
            setattr(row, points, target)
    db.session.flush()


Identities = list[tuple[list[Column[Any]], set[tuple[Any, ...]]]]


def _identities(column: Column[Any], target: int) -> Identities:
    """By what rows with this column may not be alike, and what is taken by those that point at the target already."""
    unique = [c for c in column.table.constraints if isinstance(c, UniqueConstraint) and column.name in c.columns]
    rests = [[each for each in constraint.columns if each is not column] for constraint in unique]
    return [
        (rest, set(db.session.execute(select(*rest).where(column == target)).tuples().all())) for rest in rests if rest
    ]


def _identity(row: Base, mapper: Mapper[Any], columns: list[Column[Any]]) -> tuple[Any, ...]:
    return tuple(getattr(row, mapper.get_property_by_column(each).key) for each in columns)


def _mapper(column: Column[Any]) -> Mapper[Any]:
    return next(mapper for mapper in Base.registry.mappers if mapper.local_table is column.table)


@transactional
def tell_apart(actor: Actor, one: Organization, other: Organization) -> None:
    """Remember that two entries are not the same. Only the secretariat settles it; others are not asked again."""
    require(actor, "organization.view", one)
    pair = {"one_id": min(one.id, other.id), "other_id": max(one.id, other.id)}
    said = db.session.scalar(select(OrganizationDifference).filter_by(**pair))
    if said is None:
        said = OrganizationDifference(**pair)
        db.session.add(said)
    said.is_settled = said.is_settled or can(actor, "organization.edit")
    audit.record(actor, "organization.tell_apart", one, other=other.name)

"""Rows of any table as JSON: reading them, comparing them, putting them back."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Mapper

from hub import clock
from hub.db import Base, UtcDateTime, db

Row = dict[str, Any]

COUNTING = frozenset({"version", "updated_at"})
"""Columns that only go forward: they are neither compared nor put back."""


@dataclass(frozen=True)
class Change:
    """What a deed did to one row: made it (`before` is None), removed it (`after` is None) or changed it.

    Of a new row, `after` holds a digest; of a removed one, `before` holds all; of a changed one, both hold the
    columns that differ. `rest` is a digest of its other columns, of rows in which people write what the log need not
    tell of, such as every saving of a text: those that have a version.
    """

    table: str
    id: int
    before: Row | None
    after: Row | None
    rest: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read(connection: Connection, table: Table, row_id: int) -> Row | None:
    """A row as plain JSON values, or None where there is none."""
    found = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return {name: _plain(value) for name, value in found.items()} if found else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def difference(table: str, row_id: int, before: Row | None, after: Row | None) -> Change | None:
    """What lies between two states of a row; None where nothing does."""
    if before is None:
        return Change(table, row_id, None, {"digest": _digest(after)}) if after else None
    if after is None:
        return Change(table, row_id, before, None)
    if before == after:
        return None
    changed = [name for name in before if before[name] != after[name] and name not in COUNTING]
    was, became = ({name: row[name] for name in changed} for row in (before, after))
    return Change(table, row_id, was, became, _rest(after, changed) if "version" in after else None)


def _rest(row: Row, changed: Collection[str]) -> str:
    return _digest({name: value for name, value in row.items() if name not in changed})


def _digest(row: Row) -> str:
    told = {name: value for name, value in row.items() if name not in COUNTING}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def stands(change: Change) -> bool:
    """Whether the row is still as the deed left it."""
    now = _present(change)
    if change.after is None or now is None:
        return change.after is None and now is None
    if change.before is None:
        return bool(_digest(now) == change.after["digest"])
    return all(now[name] == value for name, value in change.after.items())


def is_alone(change: Change) -> bool:
    """Whether nobody has changed anything else in the row since."""
    now = _present(change)
    return change.rest is None or now is None or _rest(now, change.after or {}) == change.rest


def _present(change: Change) -> Row | None:
    return read(db.session.connection(), _mapper(change.table).local_table, change.id)  # type: ignore[arg-type]


def put_back(changes: Iterable[Change]) -> None:
    """Give the rows the state that they had before, by way of the models, so that search and pages take notice.

    What was made last goes first, then changed rows get their values, then what was removed returns.
    """
    all_of_them = list(changes)
    tables = [table.name for table in Base.metadata.sorted_tables]
    for change in sorted(all_of_them, key=lambda c: (-tables.index(c.table), -c.id)):
        if change.before is None:
            db.session.delete(db.session.get_one(_mapper(change.table).class_, change.id))
            db.session.flush()
            db.session.expire_all()  # lists that held the row would have it deleted a second time
    for change in sorted(all_of_them, key=lambda c: (tables.index(c.table), c.id)):
        if change.after is None:
            db.session.add(_mapper(change.table).class_(**_values(change)))
        elif change.before is not None:
            _restore(change)
        db.session.flush()
    db.session.expire_all()


def _restore(change: Change) -> None:
    row = db.session.get_one(_mapper(change.table).class_, change.id)
    for name, value in _values(change).items():
        setattr(row, name, value)
    if hasattr(row, "updated_at"):
        row.updated_at = clock.now()


def _values(change: Change) -> Row:
    mapper = _mapper(change.table)
    columns = mapper.local_table.c
    return {
        mapper.get_property_by_column(columns[name]).key: _typed(columns[name], value)
        for name, value in (change.before or {}).items()
    }


def _typed(column: Any, value: Any) -> Any:
    return datetime.fromisoformat(value) if value and isinstance(column.type, UtcDateTime) else value


@cache
def _mapper(table: str) -> Mapper[Any]:
    return next(mapper for mapper in Base.registry.mappers if mapper.local_table.name == table)  # type: ignore[attr-defined]

"""Putting the rows of all tables into a database, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, column, inspect, table, text

from hub.backup.archive import TableEntry, type_of

ROWS = 500

Rows = Callable[[str], Iterable[dict[str, Any]]]


def load(connection: Connection, tables: Mapping[str, TableEntry], rows: Rows, *, old: Iterable[Table]) -> None:
    """Take out all rows of the `old` tables and put in the new ones, in whatever order keys point."""
    with _keys_checked_later(connection):
        for each in old:
            connection.execute(each.delete())
        for name, entry in tables.items():
            target = table(name, *(column(c, type_of(kind)) for c, kind in entry.columns.items()))
            remaining = iter(rows(name))
            while some := list(islice(remaining, ROWS)):
                connection.execute(target.insert(), some)
    if connection.dialect.name == "postgresql":
        for name in tables:
            _go_on_counting(connection, name)


@contextmanager
def _keys_checked_later(connection: Connection) -> Iterator[None]:
    """Let rows point at rows that come later, as those of two tables that point at each other must."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield
        return
    constraints = list(_foreign_keys(connection))
    for one, name in constraints:
        connection.execute(text(f'ALTER TABLE "{one}" ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED'))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for one, name in constraints:
        connection.execute(text(f'ALTER TABLE "{one}" ALTER CONSTRAINT "{name}" NOT DEFERRABLE'))


def _foreign_keys(connection: Connection) -> Iterator[tuple[str, str]]:
    known = inspect(connection)
    for name in known.get_table_names():
        for key in known.get_foreign_keys(name):
            yield name, str(key["name"])


def _go_on_counting(connection: Connection, name: str) -> None:
    """New rows get ids above those that were put in."""
    sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{name}"'})
    if sequence:
        highest = f'SELECT setval(:sequence, coalesce(max(id), 1), max(id) IS NOT NULL) FROM "{name}"'  # noqa: S608
        connection.execute(text(highest), {"sequence": sequence})

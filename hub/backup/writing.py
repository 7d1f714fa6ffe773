"""Making an archive, while the hub goes on."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from flask import current_app
from sqlalchemy import Connection, Table, select

from hub import clock, upgrading
from hub.atomic import replacing
from hub.backup.archive import (
    FORMAT,
    MANIFEST,
    SECRET_KEY,
    Manifest,
    Member,
    TableEntry,
    encode,
    kept_tables,
    member_of,
    type_name,
)
from hub.db import db
from hub.errors import Conflict
from hub.files.models import StoredFile
from hub.files.storing import path_of
from hub.progress import say

CHUNK = 1024 * 1024
ROWS = 1_000


def back_up(path: Path) -> Manifest:
    """Write the archive, as a whole or not at all. Raises NotUpgraded, and Conflict where a file is missing."""
    upgrading.require_upgraded()
    with replacing(path, private=True) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = Manifest(FORMAT, upgrading.head() or "", clock.now().isoformat())
        with reading() as connection:
            for table in kept_tables():
                _write_table(archive, manifest, connection, table)
            digests = sorted(set(connection.scalars(select(StoredFile.digest))))
        _write_files(archive, manifest, digests)
        key = current_app.config["HUB_DATA_DIR"] / SECRET_KEY
        if key.exists():
            _write_member(archive, manifest, SECRET_KEY, iter([key.read_bytes()]))
        archive.writestr(MANIFEST, manifest.dump())
    return manifest


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever others write meanwhile."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _write_table(archive: zipfile.ZipFile, manifest: Manifest, connection: Connection, table: Table) -> None:
    say(f"{table.name} …")
    entry = TableEntry({column.name: type_name(column) for column in table.columns}, 0)
    manifest.tables[table.name] = entry

    def lines() -> Iterator[bytes]:
        for row in rows_of(connection, table):
            entry.rows += 1
            yield encode(row, entry.columns)

    _write_member(archive, manifest, member_of(table.name), lines())


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in the order of their ids, a few at a time."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=ROWS)
    for row in connection.execute(query).mappings():
        yield dict(row)


def _write_files(archive: zipfile.ZipFile, manifest: Manifest, digests: list[str]) -> None:
    for digest in digests:
        path = path_of(digest)
        if not path.exists():
            raise Conflict(f"An attached file is missing: {path}. Try again if it was just taken off.")
        with path.open("rb") as file:
            _write_member(archive, manifest, f"files/{digest}", _chunks(file))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _write_member(archive: zipfile.ZipFile, manifest: Manifest, name: str, chunks: Iterator[bytes]) -> None:
    size, digest = 0, hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    manifest.members[name] = Member(size, digest.hexdigest())

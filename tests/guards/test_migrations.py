"""The migrations are one line, and lead to exactly the tables of the models."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import make_url

from app import MIGRATIONS, create_app
from hub import upgrading
from hub.db import Base, db


def test_migrations_follow_one_another_in_a_line() -> None:
    scripts = ScriptDirectory(MIGRATIONS)
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1
    for revision in scripts.walk_revisions():
        assert not revision.is_merge_point, revision.revision
        assert len(revision.nextrev) <= 1, revision.revision


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without any table."""
    settings = {"HUB_DATA_DIR": str(tmp_path)}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS migrated")
            connection.execute("CREATE DATABASE migrated")
        settings["HUB_DATABASE_URL"] = make_url(server).set(database="migrated").render_as_string(False)
    hub = create_app(settings)
    with hub.app_context():
        yield hub
        db.session.remove()
        db.engine.dispose()


def test_an_empty_database_becomes_that_of_the_models(empty_hub: Flask) -> None:
    assert upgrading.upgrade() is True
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


def test_upgrading_twice_changes_nothing(empty_hub: Flask) -> None:
    upgrading.upgrade()
    assert upgrading.upgrade() is False

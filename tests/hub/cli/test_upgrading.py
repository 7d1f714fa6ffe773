"""`hub upgrade` and the sample data, from an empty database on."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from hub import sample, upgrading
from hub.auth.models import User
from hub.db import Base, db
from hub.jobs.models import Job
from hub.search import indexing
from hub.search.engines.whoosh import folder
from tests.hub.cli.command import hub

Make = Callable[..., Flask]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_hub(request: pytest.FixtureRequest, make_hub: Make) -> Flask:
    return make_hub(request.param)


def counts() -> dict[str, int]:
    """Rows of each table, but of those that the hub keeps for itself."""
    tables = [table for name, table in Base.metadata.tables.items() if name not in ("freshness", "job")]
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_upgrading_is_safe_to_repeat(empty_hub: Flask) -> None:
    with empty_hub.app_context():
        assert hub("upgrade").stderr.startswith("Database migrated.")
        assert hub("upgrade").stderr.startswith("The database is up to date.")
        upgrading.require_upgraded()


def test_two_that_upgrade_at_once_do_not_meet(empty_hub: Flask) -> None:
    did: list[bool] = []

    def upgrade() -> None:
        with empty_hub.app_context():
            did.append(upgrading.upgrade())

    threads = [threading.Thread(target=upgrade) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(did) == [False, False, True]


def test_the_sample_data_twice_is_the_sample_data_once(empty_hub: Flask) -> None:
    with empty_hub.app_context():
        hub("upgrade")
        assert sample.is_empty()
        first = hub("sample-data")
        assert first.exit_code == 0
        assert sample.PASSWORD in first.stdout
        assert all(person["email"] in first.stdout for person in sample.people())
        before = counts()
        assert before["practice"] >= 45
        assert indexing.differences() == []
        assert not db.session.scalar(select(func.count()).select_from(Job).where(Job.name == "search.index"))
        assert hub("sample-data").exit_code == 0
        assert counts() == before


def test_a_lost_index_is_built_again_by_an_upgrade(empty_hub: Flask) -> None:
    with empty_hub.app_context():
        hub("upgrade")
        with db.engine.begin() as connection:
            connection.execute(User.__table__.insert(), [{"email": "a@example.org", "name": "A", "role": "member"}])
        for path in (empty_hub.config["HUB_DATA_DIR"] / "index").iterdir():
            if path.name == "live":
                path.unlink()
        assert hub("upgrade").exit_code == 0
        assert indexing.engine().healthy() is None


def test_an_index_of_another_version_is_built_anew_by_an_upgrade(
    empty_hub: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty_hub.app_context():
        hub("upgrade")
        assert indexing.engine().healthy() is None
        monkeypatch.setattr(folder, "FORMAT", folder.FORMAT + 1)
        assert "another version" in (indexing.engine().healthy() or "")
        assert "Search index built" in hub("upgrade").stderr
        assert indexing.engine().healthy() is None


def test_in_production_the_sample_needs_a_word_more_and_has_no_passwords(
    make_hub: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "features", lambda _app: [])
    app = make_hub("sqlite", HUB_ENV="production", HUB_SECRET_KEY="of this test")
    with app.app_context():
        hub("upgrade")
        refused = hub("sample-data")
        assert refused.exit_code == 1
        assert refused.stderr.startswith("Error: HUB_ENV is `production`")
        assert sample.is_empty()
        assert hub("sample-data", "--yes-in-production").exit_code == 0
        assert set(db.session.scalars(select(User.password_hash))) == {None}

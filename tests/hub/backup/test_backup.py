"""`hub backup` and `hub restore`: everything comes back, on either database, or nothing is touched."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from hub import clock, freshness, upgrading
from hub.assistant.keeping import LEARN_JOB
from hub.auth.models import User
from hub.backup.archive import kept_tables
from hub.backup.writing import back_up
from hub.db import db, transaction
from hub.files.models import StoredFile
from hub.files.storing import path_of
from hub.jobs import enqueue, process
from hub.search import indexing
from tests.factories import practice, review, user
from tests.hub.cli.command import hub

Make = Callable[..., Flask]
DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
"""SHA-256 of the five letters "hello"."""

MIGRATION = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "{revision}", "{before}"


def upgrade():
    {deed}
"""


def contents() -> dict[str, list[dict[str, Any]]]:
    """All that a hub knows."""
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in kept_tables()
        }


def contents_restored() -> dict[str, list[dict[str, Any]]]:
    """All that a hub knows after a restore, but for the job it gave itself: what the assistant learnt is not kept."""
    there = contents()
    assert there["job"].pop()["name"] == LEARN_JOB
    return there


def fill(app: Flask) -> None:
    """A bit of everything, with rows that point at each other and moments to the microsecond."""
    upgrading.upgrade()
    thing = practice(title="Überall: «مهارات» 技能 \U0001f30d", submitter=user("focal_point"))
    review(thing)
    with transaction():
        db.session.add(StoredFile(kind="practice", thing_id=thing.id, name="a.txt", media_type="text/plain", size=5,
                                  digest=DIGEST))  # fmt: skip
        enqueue("mail.send", to="a@example.org", deep={"list": [1, None, "é"]})
    path_of(DIGEST).parent.mkdir(parents=True)
    path_of(DIGEST).write_bytes(b"hello")
    post = {"author_email": "a@example.org", "created_at": "2025-01-01T00:00:00Z", "body": "Words"}
    thread = {"space": "data", "space_title": "Data", "access": "public", "title": "A question", "language": "en",
              "author_email": "a@example.org", "created_at": "2025-01-01T00:00:00Z", "posts": [post] * 3}  # fmt: skip
    lines = Path(app.config["HUB_DATA_DIR"]) / "lines.jsonl"
    lines.write_text(json.dumps(thread))
    assert hub("import", "discussions", str(lines)).exit_code == 0


@pytest.fixture(params=["sqlite", "postgresql"])
def source(request: pytest.FixtureRequest, make_hub: Make) -> Iterator[Flask]:
    app = make_hub(request.param)
    with app.app_context():
        fill(app)
        yield app


@pytest.fixture
def archive(source: Flask, tmp_path: Path) -> Path:
    path = tmp_path / "hub.backup"
    assert hub("backup", str(path)).exit_code == 0
    return path


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_of_a_hub_comes_back_on_either_database(source: Flask, archive: Path, make_hub: Make, kind: str) -> None:
    before = contents()
    assert all(before[name] for name in ("user_account", "practice", "review", "thread", "post", "job"))
    target = make_hub(kind)
    with target.app_context():
        done = hub("restore", str(archive))
        assert done.exit_code == 0, done.stderr
        assert contents_restored() == before
        assert path_of(DIGEST).read_bytes() == b"hello"
        assert indexing.differences() == []
        assert next(iter(indexing.engine().fingerprints()), None) is not None
        new = user(email="somebody.new@example.org")
        assert new.id > max(row["id"] for row in before["user_account"])
    keys = [(Path(app.config["HUB_DATA_DIR"]) / "secret_key").read_text() for app in (source, target)]
    assert keys[0] == keys[1]


def test_only_its_owner_can_read_an_archive(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_hub_that_holds_something_is_replaced_only_where_asked_for(source: Flask, archive: Path) -> None:
    before = contents()
    practice(title="Made after the backup")
    orphan = path_of("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_text("Attached after the backup")
    with db.engine.connect() as connection:
        counter = freshness.current(connection)
    refused = hub("restore", str(archive))
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1] == "Error: This hub is not empty. Use --replace to lose what it holds."
    assert len(contents()["practice"]) == 2
    assert hub("restore", str(archive), "--replace").exit_code == 0
    assert contents_restored() == before
    assert not orphan.exists()
    with db.engine.connect() as connection:
        assert freshness.current(connection) > counter, "kept pages of running processes are out of date"


def test_nothing_is_restored_while_a_worker_works(source: Flask, archive: Path) -> None:
    lock = process.lock_of(source)
    assert lock.take()
    refused = hub("restore", str(archive), "--replace")
    lock.give_back()
    assert refused.exit_code == 1
    assert "Stop the hub" in refused.stderr


def test_a_restore_that_fails_half_way_leaves_the_hub_as_it_was(
    source: Flask, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice(title="Made after the backup")
    before = contents()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "hub.sqlite3")

    with monkeypatch.context() as patch:
        patch.setattr("hub.backup.restoring.text", full)
        failed = hub("restore", str(archive), "--replace")
    assert failed.exit_code == 1
    assert failed.stderr.splitlines()[-1] == "Error: hub.sqlite3: No space left on device"
    assert contents() == before


def test_a_backup_that_fails_leaves_no_half_archive(
    source: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backups" / "hub.backup"
    path.parent.mkdir()
    path.write_text("of yesterday")
    path_of(DIGEST).unlink()
    refused = hub("backup", str(path))
    assert refused.exit_code == 1
    assert "An attached file is missing" in refused.stderr.splitlines()[-1]
    assert [one.name for one in path.parent.iterdir()] == ["hub.backup"]
    assert path.read_text() == "of yesterday"


def test_a_backup_sees_one_moment_while_others_write(source: Flask, tmp_path: Path, make_hub: Make) -> None:
    """Each writer adds a person and a file of that person in one transaction: never is one there without the other."""
    stop = threading.Event()

    def write() -> None:
        with source.app_context():
            while not stop.is_set():
                with transaction():
                    person = User(email=f"{clock.now().timestamp()}@example.org", name="A", role="member")
                    db.session.add(person)
                    db.session.flush()
                    db.session.add(StoredFile(kind="practice", thing_id=1, name="a.txt", media_type="text/plain",
                                              size=5, digest=DIGEST, uploader_id=person.id))  # fmt: skip

    writer = threading.Thread(target=write)
    writer.start()
    archives = [tmp_path / f"{n}.backup" for n in range(3)]
    for path in archives:
        back_up(path)
    stop.set()
    writer.join()
    target = make_hub("sqlite")
    with target.app_context():
        for path in archives:
            assert hub("restore", str(path), "--replace").exit_code == 0
            people = set(db.session.scalars(select(User.id).where(User.name == "A")))
            assert people == set(db.session.scalars(select(StoredFile.uploader_id).where(StoredFile.uploader_id > 0)))


def test_an_archive_of_an_older_hub_is_migrated(
    source: Flask, archive: Path, tmp_path: Path, make_hub: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(source.extensions["migrate"].directory, folder)
    head = upgrading.head()
    adds = 'op.add_column("user_account", sa.Column("nickname", sa.String(20), server_default="of a later version"))'
    uses = 'op.execute("UPDATE user_account SET organization = nickname"); op.drop_column("user_account", "nickname")'
    for revision, before, deed in (("later1", head, adds), ("later2", "later1", uses)):
        told = MIGRATION.format(revision=revision, before=before, deed=deed)
        (folder / "versions" / f"{revision}.py").write_text(told)
    people = db.session.scalar(select(func.count()).select_from(User))
    monkeypatch.setattr("app.MIGRATIONS", str(folder))
    for kind in ("sqlite", "postgresql"):
        with make_hub(kind).app_context():
            done = hub("restore", str(archive))
            assert done.exit_code == 0, done.stderr
            assert db.session.scalar(text("SELECT version_num FROM alembic_version")) == "later2"
            organizations = list(db.session.scalars(select(User.organization)))
            assert organizations == ["of a later version"] * (people or 0)


def test_a_database_that_is_not_up_to_date_is_not_backed_up(make_hub: Make, tmp_path: Path) -> None:
    with make_hub("sqlite").app_context():
        refused = hub("backup", str(tmp_path / "hub.backup"))
    assert refused.stderr == "Error: The database is not up to date. Run `hub upgrade` first.\n"
    assert not (tmp_path / "hub.backup").exists()

"""The commands: help, exit codes, and one line where something is wrong."""

from pathlib import Path

import click
import pytest
from flask import Flask

from hub.cli import main
from hub.db import db, transaction
from hub.jobs import enqueue, process
from hub.jobs.models import Job
from hub.search import indexing
from tests.factories import practice
from tests.hub.cli.command import hub, run

COMMANDS = ("backup", "doctor", "export", "import", "index", "jobs", "restore", "sample-data", "serve", "token",
            "upgrade", "user", "worker")  # fmt: skip


def commands_of(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        found += commands_of(one, *path, name) if isinstance(one, click.Group) else [(*path, name)]
    return found


def test_all_commands_of_the_contract_are_there() -> None:
    assert tuple(main.list_commands(click.Context(main))) == COMMANDS
    assert {("index", "check"), ("index", "rebuild"), ("user", "create"), ("token", "create")} <= set(commands_of(main))


@pytest.mark.parametrize("command", commands_of(main), ids=" ".join)
def test_every_command_has_help_that_needs_no_application(command: tuple[str, ...]) -> None:
    shown = hub(*command, "--help")
    assert shown.exit_code == 0
    assert "Usage:" in shown.output
    assert len(shown.output.splitlines()) > 4


def test_help_makes_nothing_and_works_with_settings_that_do_not(tmp_path: Path) -> None:
    code, out, error = run(tmp_path / "here", "--help", HUB_ENV="nonsense", HUB_DATA_DIR=str(tmp_path / "data"))
    assert (code, error) == (0, "")
    assert "sample-data" in out
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"HUB_ENV": "nonsense"}, "Error: HUB_ENV: HUB_ENV is 'nonsense': use 'development' or 'production'."),
        ({"HUB_PORT": "many"}, "Error: HUB_PORT: invalid literal for int() with base 10: 'many'"),
        ({"HUB_ENV": "production"}, "Error: HUB_SECRET_KEY is required in production: set it to 50 random characters."),
        ({}, "Error: The database is not up to date. Run `hub upgrade` first."),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_in_one_line(
    tmp_path: Path, settings: dict[str, str], line: str
) -> None:
    refused = hub("serve", env={"HUB_DATA_DIR": str(tmp_path)} | settings)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", line + "\n")


def test_a_database_that_does_not_answer_is_said_in_one_line(tmp_path: Path) -> None:
    nobody = "postgresql://nobody@127.0.0.1:1/nothing"
    refused = hub("export", "practices", env={"HUB_DATA_DIR": str(tmp_path), "HUB_DATABASE_URL": nobody})
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: The database cannot be used (")
    assert refused.stderr.count("\n") == 1


def test_the_doctor_says_what_to_do_where_the_database_does_not_answer(tmp_path: Path) -> None:
    nobody = "postgresql://nobody@127.0.0.1:1/nothing"
    told = hub("doctor", env={"HUB_DATA_DIR": str(tmp_path), "HUB_DATABASE_URL": nobody})
    assert told.exit_code == 1
    parts = {line.split()[0]: line for line in told.stdout.splitlines()}
    assert "check HUB_DATABASE_URL and that its server runs" in parts["database"]
    assert "unknown" in parts["migrations"]
    assert "unknown" in parts["worker"]
    assert " ok: " in parts["storage"]


def test_the_index_check_lists_what_differs_and_a_rebuild_mends_it(app: Flask) -> None:
    things = [practice() for _n in range(3)]
    assert hub("index", "check").exit_code == 0, "what waits for the worker is no difference"
    with transaction():
        db.session.query(Job).delete()
    found = hub("index", "check")
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [f"practice {thing.id}: missing from the index" for thing in things]
    assert hub("index", "rebuild").exit_code == 0
    assert hub("index", "check").exit_code == 0
    with transaction():
        db.session.execute(db.update(type(things[0])).values(title="Changed behind the back of the index"))
        db.session.execute(db.delete(Job))
    assert len(hub("index", "check").stdout.splitlines()) == 3
    indexing.engine().replace([], [("practice", things[0].id)])
    assert "missing from the index" in hub("index", "check").stdout.splitlines()[0]


def test_work_that_was_given_up_is_a_difference_of_the_index(app: Flask) -> None:
    practice()
    with transaction():
        db.session.execute(db.update(Job).values(failed_at=db.func.now()))
    assert hub("index", "check").exit_code == 1


def test_jobs_says_what_waits_and_why_something_was_given_up(app: Flask) -> None:
    with transaction():
        enqueue("mail.send", to="nobody")
        db.session.add(Job(name="mail.send", payload={}, attempts=30, error="Traceback\nOSError: no route"))
        db.session.flush()
        db.session.execute(db.update(Job).where(Job.attempts == 30).values(failed_at=Job.created_at))
    shown = hub("jobs").stdout.splitlines()
    assert shown == ["mail.send: 1 waiting", "mail.send 2: given up after 30 attempts: OSError: no route"]
    assert hub("jobs", "--retry").stdout.splitlines() == ["mail.send: 2 waiting"]


def test_the_doctor_says_of_each_part_whether_it_is_well(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {line.split()[0]: line for line in hub("doctor").stdout.splitlines()}
    assert list(parts) == ["database", "migrations", "index", "mail", "storage", "worker"]
    assert parts["database"].endswith(db.engine.dialect.name)
    assert parts["migrations"] == "migrations  the database is empty: run `hub upgrade`"
    assert " ok: " in parts["storage"]
    assert " ok: " in parts["mail"]
    embedded = db.engine.dialect.name == "sqlite"
    assert ("does not run: start `hub serve`" in parts["worker"]) is embedded
    with transaction():
        enqueue("mail.send", to="nobody")
        db.session.flush()
        db.session.execute(db.text("UPDATE job SET run_at = '2020-01-01 00:00:00'"))
    lock = process.lock_of(app)
    assert lock.take()
    assert "work waits for" in hub("doctor").stdout.splitlines()[-1]
    lock.give_back()
    monkeypatch.setitem(app.config, "HUB_MAIL_URL", "smtp://127.0.0.1:1")
    (mail,) = [line for line in hub("doctor").stdout.splitlines() if line.startswith("mail")]
    assert "127.0.0.1 does not answer" in mail

"""The sample content: invented people, and what each feature tells in its `sample.py`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import func, select

from hub.auth.models import User
from hub.auth.operations import create_user
from hub.auth.passwords import hash_password
from hub.db import db, transaction
from hub.errors import Conflict
from hub.feature import features
from hub.jobs import process
from hub.jobs.worker import Worker

FOLDER = Path(__file__).parent.parent / "sample"
PASSWORD = "migration-hub-sample"  # noqa: S105 - for everybody to read
FIELDS = ("email", "name", "role", "category", "organization", "country", "language")


class NotInProduction(Conflict):
    """Invented people must not stand among real ones by accident."""

    @classmethod
    def default_message(cls) -> str:
        return "HUB_ENV is `production`: use --yes-in-production if this hub is meant to hold sample data."


def people() -> list[dict[str, Any]]:
    """The invented people, with what an account needs."""
    found = tomllib.loads((FOLDER / "people.toml").read_text("utf-8"))["people"]
    return [{name: person.get(name) for name in FIELDS} for person in found]


def told_in(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the files of a folder of the sample tell, each with the name of its file."""
    for path in sorted((FOLDER / folder).glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return db.session.scalar(select(func.count()).select_from(User)) == 0


def load(*, in_production: bool = False) -> None:
    """Load what is not there yet, all or nothing, and bring the index up to date; twice changes nothing.

    In production the accounts get no password. Raises NotInProduction.
    """
    production = current_app.config["HUB_ENV"] == "production"
    if production and not in_production:
        raise NotInProduction
    password_hash = None if production else hash_password(PASSWORD)
    with transaction():
        there = set(db.session.scalars(select(User.email)))
        for person in people():
            if person["email"] not in there:
                create_user(**person, confirmed=True).password_hash = password_hash
        for feature in features(current_app):
            if feature.sample:
                feature.sample()
    _index()


def _index() -> None:
    """Do the waiting work here, unless a running worker does it anyway."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    lock = process.lock_of(app)
    if lock.take():
        try:
            Worker(app, process.name_of(app)).run_until_idle()
        finally:
            lock.give_back()


def accounts_in_words() -> str:
    """The sample accounts that are there, one a line, and their password."""
    emails = [person["email"] for person in people()]
    found = db.session.execute(select(User.email, User.role, User.name).where(User.email.in_(emails)))
    by_email = {email: f"  {role.replace('_', ' '):<12} {email:<34} {name}" for email, role, name in found}
    if not by_email:
        return "There are no sample accounts in this hub."
    lines = "\n".join(by_email[email] for email in emails if email in by_email)
    return f"Sample accounts (password: {PASSWORD}):\n{lines}"


@click.command("sample-data")
@click.option("--yes-in-production", is_flag=True, help="Load it although HUB_ENV is production; without passwords.")
def command(yes_in_production: bool) -> None:
    """Load the sample data: invented people, practices, experts, discussions. Twice changes nothing."""
    load(in_production=yes_in_production)
    click.echo(accounts_in_words())

"""`hub doctor`: is every part well, and if not, what to do?"""

import shutil
import smtplib
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hub import clock, upgrading
from hub.db import db
from hub.jobs import process, queries
from hub.mail.transport import Smtp
from hub.search.indexing import engine

LATE_SECONDS = 60
LEAST_FREE = 500 * 1024 * 1024


class Trouble(Exception):
    """A part is not well; the message says what to do."""


def database() -> str:
    """Whether the database answers."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise Trouble(f"does not answer ({reason}): check HUB_DATABASE_URL and that its server runs") from error
    return str(db.engine.dialect.name)


def migrations() -> str:
    """Whether the tables are those of this version."""
    with db.engine.connect() as connection:
        revision = upgrading.current(connection)
    if revision is None:
        raise Trouble("the database is empty: run `hub upgrade`")
    if not upgrading.knows(revision):
        raise Trouble(f"the database is at revision {revision} of a newer hub: install that version")
    if revision != upgrading.head():
        raise Trouble("the database is older than this hub: run `hub upgrade`")
    return revision


def index() -> str:
    """Whether the search index can be read."""
    trouble = engine().healthy()
    if trouble:
        raise Trouble(trouble)
    return "can be read; `hub index check` compares it with the database"


def mail() -> str:
    """Whether mails can leave."""
    url = current_app.config["HUB_MAIL_URL"]
    if not url:
        if current_app.config["HUB_ENV"] == "production":
            raise Trouble("mails are written to files: set HUB_MAIL_URL to your mail server")
        return "written to files in the data folder"
    try:
        with Smtp(url).connect() as server:
            server.noop()
    except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
        raise Trouble(f"{urlsplit(url).hostname} does not answer ({error}): check HUB_MAIL_URL") from error
    return str(urlsplit(url).hostname)


def storage() -> str:
    """Whether the data folder can be written and has room."""
    folder = Path(current_app.config["HUB_DATA_DIR"])
    probe = folder / "doctor.probe"
    try:
        probe.write_text("written")
        probe.unlink()
    except OSError as error:
        raise Trouble(f"{folder} cannot be written ({error.strerror}): give it to the hub's user") from error
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise Trouble(f"{folder} has {free // 1024**2} MB left: make room")
    return f"{folder}, {free // 1024**2:,} MB free"


def worker() -> str:
    """Whether the background work is done."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    alive, since = process.lock_of(app).is_held(), queries.oldest_due()
    late = (clock.now() - since).total_seconds() if since else 0
    given_up = len(queries.failed())
    if not alive and not app.config["HUB_DATABASE_URL"]:
        raise Trouble("does not run: start `hub serve`")
    if late > LATE_SECONDS:
        raise Trouble(f"work waits for {int(late)} seconds: start `hub worker`, or look at its log if it runs")
    if given_up:
        raise Trouble(f"{given_up} jobs were given up: `hub jobs` says why, `hub jobs --retry` tries again")
    return "runs, nothing waits" if since is None else "runs"


PARTS: tuple[Callable[[], str], ...] = (database, migrations, index, mail, storage, worker)


@click.command()
def doctor() -> None:
    """Say of each part whether it is well, or what to do; exit code 1 if one is not."""
    well = [_examine(part) for part in PARTS]
    if not all(well):
        raise SystemExit(1)


def _examine(part: Callable[[], str]) -> bool:
    try:
        click.echo(f"{part.__name__:<11} ok: {part()}")
    except Trouble as trouble:
        click.echo(f"{part.__name__:<11} {trouble}")
        return False
    except SQLAlchemyError:
        click.echo(f"{part.__name__:<11} unknown: the tables cannot be read, see above")
        return False
    finally:
        db.session.rollback()
    return True

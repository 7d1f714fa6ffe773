"""A counter that grows with each change of what the hub shows.

A page rendered for a guest may be shown again as long as the counter stands still (`hub.guest_pages`).
It is raised as the last statement of a transaction, so that on PostgreSQL its row is locked only for
the length of the commit.
"""

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.orm import Session

_BUMP = text("UPDATE freshness SET value = value + 1")
_READ = text("SELECT value FROM freshness")

QUIET_TABLES = frozenset(
    {
        "job",
        "mail_log",
        "user_session",
        "api_token",
        "audit_entry",
        "notification",
        "link_check",
        "way_back",
        "canned_reason",
        "practice_handling",
    }
)
"""Tables that no public page is made from: changes of these leave rendered pages as they are."""


def mark(session: Session) -> None:
    """Say that this transaction changes what pages show (bulk statements have to say it themselves)."""
    session.info["changed"] = True


def note_flush(session: Session) -> None:
    """Mark the session where the flush holds anything that pages may show."""
    for instance in (*session.new, *session.dirty, *session.deleted):
        if instance.__tablename__ not in QUIET_TABLES:
            mark(session)
            return


def bump_if_changed(session: Session) -> None:
    """Raise the counter when the transaction changed what pages show."""
    if session.info.pop("changed", False):
        session.execute(_BUMP)


def current(connection: Connection) -> int:
    """The counter's present value."""
    return int(connection.execute(_READ).scalar_one())


def glance(engine: Engine) -> int:
    """The counter's value as committed at this moment, read on the shortest way: requests of guests ask for it."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(_READ.text)
        return int(cursor.fetchone()[0])  # type: ignore[index]
    finally:
        connection.close()


def start(table: Table, connection: Connection, **_: object) -> None:
    """Put the one row into a new table."""
    connection.execute(table.insert().values(id=1, value=1))

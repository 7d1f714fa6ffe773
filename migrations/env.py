"""How migrations run: with the application's database and the models' metadata."""

from alembic import context
from flask import current_app

from hub.db import Base

database = current_app.extensions["migrate"].db


def run() -> None:
    """Bring the database to the asked revision; on SQLite, tables are altered by copying (batch mode)."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=_render_own_types,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


def _render_own_types(kind: str, item: object, autogen_context: object) -> str | bool:
    """Migrations must not depend on today's code: moments are written as what the database keeps."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


run()

"""The `hub` command: the commands of the core, and those that features bring in their `cli.py`."""

from typing import Any

import click
from flask import current_app
from flask.cli import ScriptInfo, with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from hub import sample, serving, upgrading
from hub.assistant.keeping import learn_soon
from hub.backup.cli import backup, restore
from hub.composition import feature_commands, new_app
from hub.config import ConfigurationError
from hub.doctor import doctor
from hub.errors import HubError, Invalid
from hub.exchange.cli import export_command, import_command
from hub.jobs.cli import jobs, worker
from hub.search.cli import index
from hub.search.engines import EngineBusy


def in_words(error: Exception) -> str:
    """What went wrong, in one line (for invalid values one a field)."""
    if isinstance(error, Invalid):
        return "\n".join(f"{one['field']}: {one['message']}" for one in error.flat())
    if isinstance(error, SQLAlchemyError):
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return f"The database cannot be used ({reason}). `hub doctor` says more."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def with_application(command: click.Command) -> click.Command:
    """Let a command, or all of a group, run in the context of an application, made when it is needed."""
    if isinstance(command, click.Group):
        for one in command.commands.values():
            with_application(one)
    elif command.callback and not getattr(command.callback, "has_application", False):
        command.callback = with_appcontext(command.callback)
        command.callback.has_application = True  # type: ignore[attr-defined]
    return command


class Hub(click.Group):
    """All commands. What a person can mend is said in a line, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *feature_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = self.commands.get(cmd_name) or feature_commands().get(cmd_name)
        return with_application(found) if found else None

    def invoke(self, ctx: click.Context) -> Any:
        ctx.obj = ctx.obj or ScriptInfo(create_app=new_app)
        try:
            return super().invoke(ctx)
        except (ConfigurationError, HubError, SQLAlchemyError, EngineBusy, OSError) as error:
            raise click.ClickException(in_words(error)) from error


@click.group(cls=Hub, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The Migration Network Hub: practices, experts and discussions.

    Settings come from the environment and from a `.env` file in the present folder (docs/configuration.md).
    """


@main.command()
@click.option("--host", help="Address to listen on (HUB_HOST).")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on (HUB_PORT).")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads of each of them.")
@click.option("--no-worker", is_flag=True, help="Leave the background work to `hub worker` on another machine.")
@click.option(
    "--prepare",
    is_flag=True,
    help="Upgrade the database first; in development, fill an empty hub with the sample data.",
)
def serve(host: str | None, port: int | None, workers: int, threads: int, no_worker: bool, prepare: bool) -> None:
    """Serve the hub, for production.

    The background work (search index, mail) runs beside it, unless --no-worker is given.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if no_worker and not app.config["HUB_DATABASE_URL"]:
        raise click.UsageError("--no-worker needs HUB_DATABASE_URL: an embedded database has its worker beside it.")
    if prepare:
        _prepare(app.config["HUB_ENV"])
    upgrading.require_upgraded()
    host, port = host or app.config["HUB_HOST"], port or app.config["HUB_PORT"]
    serving.wait_for_address(host, port)
    click.echo(f"Serving http://{host}:{port}", err=True)
    serving.serve(app, host=host, port=port, workers=workers, threads=threads, with_worker=not no_worker)


def _prepare(environment: str) -> None:
    _upgrade()
    if environment == "development":
        if sample.is_empty():
            click.echo("Loading the sample data …", err=True)
            sample.load()
        click.echo(sample.accounts_in_words(), err=True)


@main.command("upgrade")
def upgrade() -> None:
    """Create or migrate the database, and build the search index where there is none. Safe to repeat."""
    _upgrade()


def _upgrade() -> None:
    click.echo("Database migrated." if upgrading.upgrade() else "The database is up to date.", err=True)
    documents = upgrading.make_index()
    if documents is not None:
        click.echo(f"Search index built: {documents} documents.", err=True)
    learn_soon()


for command in (worker, jobs, sample.command, import_command, export_command, index, backup, restore, doctor):
    main.add_command(command)

"""`hub worker` and `hub jobs`."""

import click
from flask import current_app

from hub import logs, upgrading
from hub.jobs import process, queries


@click.command()
def worker() -> None:
    """Do the background work (search index, mail) until SIGTERM or Ctrl-C.

    With the embedded database `hub serve` runs it itself; a second one waits until the first ends.
    """
    upgrading.require_upgraded()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if process.lock_of(app).is_held():
        click.echo("Another worker works on this data folder; waiting until it ends.", err=True)
    logs.to_stderr()
    process.work(app)


@click.command()
@click.option("--retry", is_flag=True, help="Try again what was given up.")
def jobs(retry: bool) -> None:
    """Show the background work that waits, and what was given up and why."""
    if retry:
        click.echo(f"Put back: {queries.retry_failed()}", err=True)
    for name, number in queries.waiting():
        click.echo(f"{name}: {number} waiting")
    for job in queries.failed():
        reason = (job.error or "").strip().rpartition("\n")[2]
        click.echo(f"{job.name} {job.id}: given up after {job.attempts} attempts: {reason}")

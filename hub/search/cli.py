"""`hub index`."""

import click

from hub import progress
from hub.search import indexing


@click.group()
def index() -> None:
    """Compare the search index with the database, or build it anew."""


@index.command()
def check() -> None:
    """List where index and database differ; exit code 1 if they do. What waits for the worker is left out."""
    differences = indexing.differences(progress.shown("documents"))
    for line in differences:
        click.echo(line)
    if differences:
        click.echo("`hub index rebuild` mends this.", err=True)
        raise SystemExit(1)
    click.echo("The index agrees with the database.", err=True)


@index.command()
def rebuild() -> None:
    """Build a new index beside the live one, then swap."""
    documents = indexing.rebuild(progress.shown("documents"))
    click.echo(f"Search index built: {documents} documents.", err=True)

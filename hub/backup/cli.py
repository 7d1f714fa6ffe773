"""`hub backup` and `hub restore`."""

from pathlib import Path

import click

from hub.backup.archive import Manifest
from hub.backup.restoring import restore as put_back
from hub.backup.writing import back_up


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything (tables, attached files, the secret key) into one archive. The hub may go on.

    Keep the archive safe: it holds all that the hub knows.
    """
    click.echo(f"{file}: {_in_words(back_up(file))}", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Even if this hub is not empty: lose what it holds.")
def restore(file: Path, replace: bool) -> None:
    """Bring back what `hub backup` wrote, on either kind of database.

    The whole archive is checked first. Stop the hub before, and start it again afterwards.
    """
    click.echo(f"Restored: {_in_words(put_back(file, replace=replace))}", err=True)


def _in_words(manifest: Manifest) -> str:
    rows = sum(entry.rows for entry in manifest.tables.values())
    files = sum(1 for name in manifest.members if name.startswith("files/"))
    return f"{rows:,} rows of {len(manifest.tables)} tables and {files:,} files."

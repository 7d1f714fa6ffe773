"""`hub import` and `hub export`."""

import sys
from pathlib import Path

import click

from hub import progress
from hub.atomic import replacing
from hub.exchange import exchange_of
from hub.exchange.exporting import export
from hub.exchange.importing import Import
from hub.exchange.reading import FORMATS, LineProblem, format_of
from hub.exchange.writing import WRITERS


@click.command("import")
@click.argument("what", metavar="practices|experts|discussions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="Practices arrive published and experts verified; else as drafts.")
@click.option("--dry-run", is_flag=True, help="Only check every line.")
@click.option("--skip-invalid", is_flag=True, help="Load the other lines where some cannot be taken.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="If the file's ending does not say it.")
def import_command(what: str, file: Path, publish: bool, dry_run: bool, skip_invalid: bool, form: str | None) -> None:
    """Take in a file, all or nothing. A line that is already there is updated.

    JSON Lines hold one object a line. In CSV the first line names the fields; a list of codes stands in its
    cell as `8; 10`, anything deeper (organizations, links, posts) as JSON. docs/import.md describes the fields.

    Each problem is printed as `line N: field: reason`; the exit code is then 1.
    """
    job = Import(exchange_of(what), file, format_of(file, form, FORMATS), publish, _say, progress.shown("lines"))
    good = job.check()
    if dry_run or (job.wrong and not skip_invalid):
        click.echo(f"{good:,} lines can be taken, {len(job.wrong):,} cannot. Nothing was imported.", err=True)
        raise SystemExit(1 if job.wrong else 0)
    stored = job.store(skip_invalid=skip_invalid)
    click.echo(f"{stored:,} lines imported, {len(job.wrong):,} skipped.", err=True)
    if job.wrong:
        raise SystemExit(1)


def _say(problem: LineProblem) -> None:
    click.echo(str(problem), err=True)


@click.command("export")
@click.argument("what", metavar="practices|experts|discussions")
@click.option("--format", "form", type=click.Choice(list(WRITERS)), help="jsonl, unless the output's ending says else.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
@click.option("--all", "everything", is_flag=True, help="Also what is not public: drafts, addresses, closed spaces.")
def export_command(what: str, form: str | None, output: Path | None, everything: bool) -> None:
    """Give out what the public may see, one line each; `hub import` takes it back.

    In CSV and XLSX an apostrophe stands before a text that a spreadsheet would take for a formula.
    """
    exchange, watch = exchange_of(what), progress.shown("lines")
    if output is not None:
        form = format_of(output, form, tuple(WRITERS))
        with replacing(output) as file:
            export(exchange, form, file, everything=everything, watch=watch)
        return
    if form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("XLSX cannot be shown here: name a file with --output.")
    export(exchange, form or "jsonl", sys.stdout.buffer, everything=everything, watch=watch)

"""`hub user` and `hub token`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from hub.auth import operations
from hub.auth.models import ROLES
from hub.auth.queries import by_email
from hub.errors import HubError, Invalid


@contextmanager
def _one_line() -> Iterator[None]:
    """A refusal becomes one line on standard error, and exit code 1."""
    try:
        yield
    except Invalid as error:
        raise click.ClickException("; ".join(f"{e['field']}: {e['message']}" for e in error.flat())) from error
    except HubError as error:
        raise click.ClickException(str(error)) from error


@click.group()
def user() -> None:
    """Accounts."""


@user.command("create")
@click.argument("email")
@click.option("--name", required=True, help="As other members see it.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--category", help="Code of a stakeholder category, such as member-state.")
@click.option("--organization")
@click.option("--country", help="Two letters, such as TZ.")
@click.option("--language", help="For pages and mails: en, fr, es, ar, ru or zh.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create_user(email: str, password_stdin: bool, **details: Any) -> None:
    """Create an account that can be used at once."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask()
    with _one_line():
        if not password:
            raise Invalid({"password": ["Give one of at least 12 characters."]})
        made = operations.create_user(email, password=password, **details)
    click.echo(f"Created {made.email}, {made.role}.", err=True)


def _ask() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@click.group()
def token() -> None:
    """Keys to the API."""


@token.command("create")
@click.argument("email")
@click.option("--scope", type=click.Choice(["read", "write"]), default="read", show_default=True)
def create_token(email: str, scope: str) -> None:
    """Print a new API token of this person, and nothing else."""
    owner = by_email(email)
    if owner is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    if not owner.is_active:
        raise click.ClickException(
            f"The account {owner.email} is suspended or not confirmed, so a token would be refused."
        )
    with _one_line():
        click.echo(operations.create_token(owner, label="hub token create", scope=scope))

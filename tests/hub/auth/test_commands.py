"""`hub user create` and `hub token create`."""

from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from hub.auth.cli import token, user
from hub.auth.models import ApiToken, User
from hub.auth.operations import create_user
from hub.auth.queries import by_email
from hub.db import db
from hub.errors import Conflict, Invalid
from tests.clients import HubClient
from tests.hub.auth.people import PASSWORD, log_in, member

NAMED = ["create", "amina@example.org", "--name", "Amina Diallo (invented)"]


def run(command: Any, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(command, words, input=typed)


def make(*words: str, typed: str = PASSWORD) -> Result:
    return run(user, *NAMED, "--password-stdin", *(words or ("--role", "focal_point")), typed=typed + "\n")


def test_an_account_made_by_command_can_be_used_at_once(client: HubClient) -> None:
    made = make(
        "--role",
        "focal_point",
        "--category",
        "member-state",
        "--organization",
        "A ministry (invented)",
        "--country",
        "SN",
    )
    assert (made.exit_code, made.stdout) == (0, "")
    amina = by_email("amina@example.org")
    assert amina
    assert (amina.role, amina.category, amina.country) == ("focal_point", "member-state", "SN")
    assert log_in(client).status_code == 302


def test_the_password_may_be_typed_twice_instead(client: HubClient) -> None:
    made = run(user, *NAMED, "--role", "member", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0
    assert PASSWORD not in made.output
    assert log_in(client).status_code == 302


@pytest.mark.parametrize(("words", "typed", "says"), [
    (["--role", "member"], "short", "password: "),
    (["--role", "member"], "", "password: "),
    (["--role", "member"], "password12345", "password: "),
    (["--role", "member", "--country", "XX"], PASSWORD, "country: "),
    (["--role", "member", "--category", "x"], PASSWORD, "category: "),
    (["--role", "member", "--language", "de"], PASSWORD, "language: "),
])  # fmt: skip
def test_what_cannot_be_taken_is_said_in_one_line(app: Flask, words: list[str], typed: str, says: str) -> None:
    failed = make(*words, typed=typed)
    assert failed.exit_code == 1
    assert says in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert db.session.scalar(select(User.id)) is None


def test_a_bad_address_is_refused(app: Flask) -> None:
    failed = run(user, "create", "nobody", "--name", "N", "--role", "member", "--password-stdin", typed=PASSWORD)
    assert failed.exit_code == 1
    assert "email: " in failed.stderr


def test_wrong_usage_has_an_exit_code_of_its_own(app: Flask) -> None:
    assert make("--role", "king").exit_code == 2
    assert run(user, "create", "amina@example.org").exit_code == 2
    assert run(token, "create").exit_code == 2
    assert run(token, "create", "amina@example.org", "--scope", "all").exit_code == 2
    assert run(user, "create", "--help").exit_code == 0


def test_an_address_is_taken_once_whatever_its_letters(app: Flask) -> None:
    assert make().exit_code == 0
    again = run(
        user,
        "create",
        "AMINA@example.org",
        "--name",
        "A",
        "--role",
        "member",
        "--password-stdin",
        typed=PASSWORD,
    )
    assert again.exit_code == 1
    assert again.stderr == "Error: There is an account with the address amina@example.org already.\n"


def test_a_token_is_printed_and_nothing_else(client: HubClient) -> None:
    member()
    for words in ([], ["--scope", "write"]):
        printed = run(token, "create", "amina@example.org", *words)
        assert (printed.exit_code, printed.stderr) == (0, "")
        assert printed.stdout.startswith("hub_")
        assert len(printed.stdout.split()) == 1
        assert client.api(printed.stdout.strip()).get("/objectives").status_code == 200
    assert list(db.session.scalars(select(ApiToken.scope).order_by(ApiToken.id))) == ["read", "write"]


def test_no_token_is_made_for_nobody_or_for_a_closed_account(app: Flask) -> None:
    member("new@example.org", confirmed=False)
    for email in ("nobody@example.org", "new@example.org"):
        failed = run(token, "create", email)
        assert (failed.exit_code, failed.stdout) == (1, "")
        assert email in failed.stderr
        assert failed.stderr.count("\n") == 1


def test_accounts_can_be_made_without_a_password_by_imports(app: Flask) -> None:
    made = create_user("Imported@example.org", name="Imported (invented)", role="member")
    assert (made.email, made.password_hash, made.is_active) == ("imported@example.org", None, True)
    with pytest.raises(Conflict):
        create_user("imported@example.org", name="Again", role="member")
    with pytest.raises(Invalid):
        create_user("other@example.org", name="Other", role="king")
    with pytest.raises(Invalid):
        create_user("other@example.org", name=" ", role="member")

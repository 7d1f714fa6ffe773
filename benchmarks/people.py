"""Who uses the hub while it is measured."""

import secrets
from dataclasses import dataclass

from benchmarks import servers

MEMBER, MODERATOR = "measuring.member@example.org", "measuring.secretariat@example.org"


@dataclass(frozen=True)
class People:
    """A member and somebody of the secretariat, who have a password and tokens that may write."""

    password: str
    member_token: str
    secretariat_token: str


def join(settings: dict[str, str]) -> People:
    """Create the accounts, by the commands."""
    password = secrets.token_urlsafe(18)
    tokens = []
    for email, role in ((MEMBER, "member"), (MODERATOR, "secretariat")):
        account = [
            "user",
            "create",
            email,
            "--name",
            f"{role.title()} (invented)",
            "--role",
            role,
            "--password-stdin",
        ]
        servers.hub(account, settings, stdin=password)
        tokens.append(servers.hub(["token", "create", email, "--scope", "write"], settings).strip())
    return People(password, *tokens)

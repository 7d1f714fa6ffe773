"""What the tests of accounts have in common."""

import re
from typing import Any

from hub.auth.models import User
from hub.auth.operations import create_user
from tests.clients import HubClient

PASSWORD = "seven rivers run east"
FORM = {
    "name": "Amina Diallo (invented)",
    "email": "amina@example.org",
    "password": PASSWORD,
    "category": "civil-society",
    "organization": "River Union (invented)",
    "country": "SN",
    "language": "fr",
}


def member(email: str = "amina@example.org", **special: Any) -> User:
    """An account that can log in with `PASSWORD`."""
    values = {"name": "Amina Diallo (invented)", "role": "member", "password": PASSWORD} | special
    return create_user(email, **values)


def log_in(client: HubClient, email: str = "amina@example.org", password: str = PASSWORD, **more: Any) -> Any:
    """The answer to the log-in form."""
    return client.post("/login", data={"email": email, "password": password}, **more)


def link_in(mail: Any) -> str:
    """The path of the first link in a mail."""
    found = re.search(r"http://localhost(/\S+)", mail.get_content())
    assert found
    return found[1]


def is_signed_in(client: HubClient) -> bool:
    return bool(client.get("/profile").status_code == 200)

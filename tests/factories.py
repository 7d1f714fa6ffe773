"""Test data: each function saves and returns one valid thing, with whatever a test wants to be special."""

from itertools import count
from typing import Any

from hub import clock
from hub.auth.models import User
from hub.db import db, transaction

_numbers = count(1)


def user(role: str = "member", **special: Any) -> User:
    """A person with a confirmed account."""
    n = next(_numbers)
    values = {"email": f"{role}{n}@example.org", "name": f"{role.title()} {n}", "role": role,
              "confirmed_at": clock.now(), "category": "civil-society", "organization": f"Organization {n}",
              "country": "TZ", "language": "en"} | special
    with transaction():
        made = User(**values)
        db.session.add(made)
    return made

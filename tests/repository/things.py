"""Calls and collections for tests."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hub import clock
from hub.auth.models import User
from repository import operations
from repository.models import Call, Collection, Practice
from tests.factories import user

_numbers = count(1)

CALL = {
    "title": "Call for practices on saving lives",
    "language": "en",
    "rationale": "Lives are lost.",
    "sought": "What **saved** lives.",
    "objectives": ["8"],
    "time_zone": "UTC",
}


def day(days: int) -> Any:
    """A day from today on, in UTC."""
    return (clock.now() + timedelta(days=days)).date()


def call(opens: int = -10, closes: int = 20, *, shown: bool = True, by: User | None = None, **special: Any) -> Call:
    """A call that opens and closes so many days from now."""
    secretariat = by or user("secretariat")
    values = CALL | {"title": f"Call number {next(_numbers)} of the tests", "opens": day(opens), "closes": day(closes)}
    made = operations.issue_call(secretariat, values | special)
    return operations.show_call(secretariat, made, shown=True) if shown else made


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def collection(*practices: Practice, shown: bool = True, by: User | None = None, **special: Any) -> Collection:
    """A collection of these practices."""
    secretariat = by or user("secretariat")
    values = {
        "title": f"Collection number {next(_numbers)} of the tests",
        "language": "en",
        "introduction": "What they **share**.",
        "items": [{"practice": each.slug, "sentence": f"Worth noting of {each.id}"} for each in practices],
    }
    made = operations.begin_collection(secretariat, values | special)
    return operations.show_collection(secretariat, made, shown=True) if shown else made

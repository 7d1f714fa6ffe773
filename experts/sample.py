"""The sample experts, all invented, each in some state."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from experts.models import Expert
from experts.operations import move, store
from experts.schemas import ImportSchema
from experts.workflow import LIFETIME
from hub import clock
from hub.auth.models import User
from hub.db import db, transactional
from hub.sample import told_in

_REASONS = {
    "declined": "The text says what you studied; please add what you did, where, and what came of it.",
    "suspended": "We are checking a statement in the profile and will write to you within two weeks.",
}
_SUBMITTED = ("submitted", "declined")
_OVER = timedelta(days=20)


@transactional
def load() -> None:
    """Load what is not there yet."""
    secretariat = db.session.scalars(select(User).where(User.email == "secretariat@example.org")).one()
    for _name, told in told_in("experts"):
        if db.session.scalar(select(Expert.id).where(Expert.email == told["email"])) is None:
            _load(secretariat, told)


def _load(secretariat: User, told: dict[str, Any]) -> None:
    state = told.pop("state")
    day = told.get("available_until")
    values = ImportSchema().load(told | ({"available_until": str(day)} if day else {}), partial=True)
    verified_at = clock.now() - LIFETIME - _OVER if state == "expired" else None
    expert = store(secretariat, values, publish=state in ("verified", "expired", "suspended"), verified_at=verified_at)
    if state in _SUBMITTED:
        move(secretariat, expert, "submitted", consent=True)
    if state in _REASONS:
        move(secretariat, expert, state, comment=_REASONS[state])

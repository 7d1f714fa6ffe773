"""Taking in profiles from an import."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from experts.models import Expert
from experts.operations.deciding import prolong
from experts.operations.profiles import enter, fill, require_complete
from experts.queries import own
from experts.schemas import ProfileSchema
from hub import audit, clock
from hub.auth.queries import by_email
from hub.db import db, transactional
from hub.errors import Invalid
from hub.policy import Actor, require

_NO_GENDER = tuple(name for name in ProfileSchema().fields if name != "gender")


@transactional
def store(actor: Actor, data: Mapping[str, Any], *, publish: bool, verified_at: datetime | None = None) -> Expert:
    """Add or update the profile of an e-mail address, as an import does; with `publish` it is verified.

    Whoever imports with `publish` vouches for the person's consent. Raises Invalid where it was withdrawn.
    """
    require(actor, "expert.import")
    expert = _of_address(data["email"])
    if expert.withdrawn_at is not None:
        raise Invalid({"email": [_("This person withdrew their consent. Only they can publish their profile again.")]})
    if not publish and expert.is_published:
        publish, verified_at = True, expert.verified_at
    fill(expert, data, _NO_GENDER)
    if publish:
        require_complete(expert)
        since = verified_at or clock.now()
        expert.consent_at = expert.consent_at or since
        prolong(expert, since, new=True)
        enter(expert, "verified")
    audit.record(actor, "expert.import", expert)
    return expert


def _of_address(email: str) -> Expert:
    """The profile of an address, or of the account with this address; a new one where there is none."""
    user = by_email(email)
    expert = db.session.scalar(select(Expert).where(Expert.email == email))
    if expert is None and user is not None:
        expert = own(user)
    return expert or Expert(email=email, user_id=user.id if user and user.confirmed_at else None)

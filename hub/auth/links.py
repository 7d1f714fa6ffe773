"""Links in mails: signed, good for a while, and for one use.

A link carries a fingerprint of what its use changes, so that using it, or whatever else makes it moot,
ends it.
"""

from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from hub import clock
from hub.auth.models import User
from hub.auth.sessions import digest
from hub.db import db
from hub.errors import Gone

CONFIRM, RESET = "confirm an address", "choose a new password"
LIFETIMES = {CONFIRM: timedelta(days=2), RESET: timedelta(hours=1)}


class DeadLink(Gone):
    """The link was used, replaced by a newer one, is too old, or is none of ours."""


class _Signer(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose, signer=_Signer)


def _fingerprint(purpose: str, user: User) -> str:
    done = purpose == CONFIRM and user.confirmed_at is not None
    return digest(f"{user.email} {user.password_hash} {done}")[:20]


def make(purpose: str, user: User) -> str:
    """The token of a link for this person."""
    return _serializer(purpose).dumps([user.id, _fingerprint(purpose, user)])


def read(purpose: str, token: str) -> User:
    """Whose link it is. Raises DeadLink."""
    try:
        number, fingerprint = _serializer(purpose).loads(token, max_age=int(LIFETIMES[purpose].total_seconds()))
    except BadData as error:
        raise DeadLink from error
    user = db.session.get(User, number)
    if user is None or fingerprint != _fingerprint(purpose, user):
        raise DeadLink
    return user

"""New passwords."""

from flask_babel import gettext as _

from hub import audit, clock
from hub.auth import links, notifications
from hub.auth.models import User
from hub.auth.passwords import complaint, hash_password, verify
from hub.auth.sessions import end_all_sessions
from hub.db import transaction, transactional
from hub.errors import Conflict, Invalid
from hub.policy import require


@transactional
def ask_for_reset(email: str) -> None:
    """Send a link for a new password. Does the same, to all appearances, for an unknown address."""
    notifications.offer_new_password(email)


def set_password(token: str, password: str) -> User:
    """Set the password of whom the link was sent to; who reads mail at an address has confirmed it, too.

    Raises hub.auth.links.DeadLink and Invalid.
    """
    password_hash = _hashed(links.read(links.RESET, token), password)
    with transaction():
        user = links.read(links.RESET, token)
        user.confirmed_at = user.confirmed_at or clock.now()
        _replace(user, password_hash)
    return user


def change_password(actor: User, *, current: str, password: str) -> None:
    """Set a new password; the session that this request came with stays. Raises Invalid, Conflict."""
    require(actor, "account.edit", actor)
    seen = actor.password_hash
    if not verify(seen, current):
        raise Invalid({"current": [_("This is not your present password.")]})
    password_hash = _hashed(actor, password)
    with transaction():
        if actor.password_hash != seen:
            raise Conflict
        _replace(actor, password_hash)


def _hashed(user: User, password: str) -> str:
    wrong = complaint(password, email=user.email, name=user.name)
    if wrong:
        raise Invalid({"password": [wrong]})
    return hash_password(password)


def _replace(user: User, password_hash: str) -> None:
    user.password_hash = password_hash
    end_all_sessions(user, but=user.session_token)
    notifications.password_changed(user)
    audit.record(user, "account.password_changed", user)

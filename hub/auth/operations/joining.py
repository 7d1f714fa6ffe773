"""Accounts come into being, are confirmed, and change."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from hub import audit, clock
from hub.auth import links, notifications
from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.auth.passwords import hash_password, verify
from hub.auth.queries import by_email
from hub.auth.schemas import AccountSchema
from hub.db import db, transaction, transactional
from hub.errors import Conflict, Invalid
from hub.policy import require


def register(values: dict[str, Any]) -> None:
    """Make an account that waits for its address to be confirmed, with the values of a `RegistrationSchema`.

    Does the same, as far as the caller can tell, where the address is known: its owner gets a mail. An
    account that was never confirmed takes the newest values, and links to the earlier ones end.
    """
    email, password, profile = _parted(values)
    password_hash = hash_password(password)
    with transaction():
        user = by_email(email)
        if user is None:
            _insert(User(email=email, password_hash=password_hash, **profile))
        elif user.confirmed_at is None:
            _set(user, profile | {"password_hash": password_hash})
        notifications.ask_to_confirm(email)


def _parted(values: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    rest = dict(values)
    return rest.pop("email"), rest.pop("password", None), rest


def _insert(user: User) -> bool:
    """Add the account; False where somebody else has just added one of the same address."""
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        return False
    audit.record(GUEST, "account.created", user, role=user.role)
    return True


def _set(user: User, values: dict[str, Any]) -> list[str]:
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, values[name])
    return changed


@transactional
def ask_for_confirmation(email: str) -> None:
    """Send the link once more. Does the same for any address."""
    notifications.ask_to_confirm(email)


def confirm(token: str, password: str) -> User:
    """Confirm the address that the link was sent to, with the password of the registration.

    Anybody can register an address once more before it is confirmed, and the newest registration counts. So the
    owner of the mailbox has to show that it is theirs: a link alone would confirm a stranger's password. Raises
    hub.auth.links.DeadLink, and Invalid for another password.
    """
    seen = links.read(links.CONFIRM, token).password_hash
    if not verify(seen, password):
        wrong = _(
            "The newest registration of this address has another password. Check what you typed; if somebody else "
            "has registered with your address, register again."
        )
        raise Invalid({"password": [wrong]})
    with transaction():
        user = links.read(links.CONFIRM, token)  # dead by now where the address was registered once more
        user.confirmed_at = clock.now()
        audit.record(user, "account.confirmed", user)
    return user


def create_user(
    email: str,
    *,
    name: str,
    role: str,
    category: str | None = None,
    organization: str | None = None,
    country: str | None = None,
    language: str | None = None,
    password: str | None = None,
    confirmed: bool = True,
) -> User:
    """Make an account for somebody: by command, import or as sample data. Joins a running transaction.

    Without a password, the person gets one by asking for a new password. Raises Invalid, and Conflict where
    the address has an account.
    """
    given = {
        "email": email,
        "name": name,
        "role": role,
        "category": category,
        "organization": organization,
        "country": country,
        "language": language,
        "password": password,
    }
    address, password, profile = _parted(AccountSchema().load({k: v for k, v in given.items() if v is not None}))
    password_hash = hash_password(password) if password else None
    with transaction():
        user = User(
            email=address,
            password_hash=password_hash,
            confirmed_at=clock.now() if confirmed else None,
            **profile,
        )
        if by_email(address) or not _insert(user):
            raise Conflict(_("There is an account with the address %(email)s already.", email=address))
    return user


@transactional
def change_profile(actor: User, values: dict[str, Any]) -> None:
    """Change what a person says of themselves, with the values of a `ProfileSchema`."""
    require(actor, "account.edit", actor)
    changed = _set(actor, values)
    if changed:
        audit.record(actor, "account.changed", actor, fields=changed)

"""Whoever acts in this request: a signed-in user, the owner of an API token, or a guest."""

from dataclasses import dataclass

from flask import g, has_request_context
from flask_login import current_user

from hub.auth.models import User
from hub.errors import NotSignedIn


@dataclass(frozen=True)
class Guest:
    """Somebody who is not signed in."""

    id: None = None
    role: str = ""
    name: str = ""
    language: str = ""
    is_guest: bool = True


GUEST = Guest()


@dataclass(frozen=True)
class System:
    """The hub itself, on the command line: may do what the secretariat may."""

    id: None = None
    role: str = "secretariat"
    name: str = "Import"
    language: str = ""
    is_guest: bool = False


SYSTEM = System()


def current_actor() -> User | Guest:
    """The actor of this request; outside a request, a guest."""
    if not has_request_context():
        return GUEST
    if "actor" not in g:
        g.actor = current_user._get_current_object() if current_user.is_authenticated else GUEST
    return g.actor


def signed_in_user() -> User:
    """The person of this request, for views that only signed-in people reach. Raises NotSignedIn."""
    actor = current_actor()
    if not isinstance(actor, User):
        raise NotSignedIn
    return actor

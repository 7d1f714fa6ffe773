"""How often the forms of accounts may be sent. What is limited is the sending, never the looking.

Every limit counts addresses of the network, mail addresses as typed, or accounts; none asks whether an
account exists.
"""

from collections.abc import Callable
from typing import Any

from flask import request

from hub.auth.actors import current_actor
from hub.auth.sessions import digest
from hub.security import limiter


def _email() -> str:
    return "email " + digest(request.form.get("email", "").strip().lower())


def per_address(limit: str) -> Any:
    """So many from one network address to one form."""
    return limiter.limit(limit, methods=["POST"])


def per_email(limit: str) -> Any:
    """So many with one mail address to one form."""
    return limiter.limit(limit, methods=["POST"], key_func=_email)


def per_account(limit: str) -> Any:
    """So many by one signed-in person to one form."""
    return limiter.limit(limit, methods=["POST"], key_func=lambda: f"account {current_actor().id}")


def mails(view: Callable[..., Any]) -> Callable[..., Any]:
    """Forms that mail whom they are told to: few to one mail address, more from one network address."""
    to_one = limiter.shared_limit("5 per hour", "mails to one address", methods=["POST"], key_func=_email)
    from_one = limiter.shared_limit("30 per hour", "mails from one address", methods=["POST"])
    return to_one(from_one(view))

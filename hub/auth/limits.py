"""How often the forms of accounts, and what programs send in their place, may be sent.

What is limited is the sending, never the looking. Every limit counts addresses of the network, mail addresses, or
accounts; none asks whether an account exists.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from hub.auth.actors import current_actor
from hub.auth.sessions import digest
from hub.schemas import Email
from hub.security import limiter

_EMAIL = Email("")


def _email() -> str:
    """The address as it would be mailed to: invisible characters make no second one of it."""
    return "email " + digest(_EMAIL.clean(_typed_email()))


def _typed_email() -> str:
    """Of a form, or of what a program sends; where nothing can be read, the view says what is wrong."""
    sent: Any = request.form
    if request.is_json:
        try:
            sent = request.get_json(silent=True)
        except RecursionError:  # brackets in brackets, thousands deep
            return ""
    said = sent.get("email") if isinstance(sent, Mapping) else None
    return said if isinstance(said, str) else ""


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
    """What mails whom it is told to, form or endpoint: few to one mail address, more from one network address."""
    to_one = limiter.shared_limit("5 per hour", "mails to one address", methods=["POST"], key_func=_email)
    from_one = limiter.shared_limit("30 per hour", "mails from one address", methods=["POST"])
    return to_one(from_one(view))

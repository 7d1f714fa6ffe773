"""Mails about accounts. What a mail says is decided when it is sent, so that a request takes as long for an
address that the hub knows as for one that it does not, and no link lies in the outbox.

A mail to an address that nobody has confirmed repeats nothing that was typed: it might reach a stranger.
"""

from flask import url_for

from hub.auth import links
from hub.auth.models import User
from hub.auth.queries import by_email
from hub.jobs import enqueue, handler
from hub.jobs.queue import Payload
from hub.mail import post
from hub.mail.outbox import compose
from hub.mail.transport import transport


def ask_to_confirm(email: str) -> None:
    """Send the link that confirms the address; if it is confirmed already, say that to its owner."""
    enqueue("auth.confirm", email=email)


def offer_new_password(email: str) -> None:
    """Send the link for a new password, if there is an account of this address."""
    enqueue("auth.reset", email=email)


def password_changed(user: User) -> None:
    """Tell the owner, who may not have been the one."""
    post(user.email, "password_changed", user.language, user_name=user.name)


def _send(user: User, template: str, **context: str) -> None:
    transport().send(compose(user.email, template, user.language, context), user.email)


@handler("auth.confirm", slow=True)
def _send_confirmations(payloads: list[Payload]) -> None:
    for user in filter(None, (by_email(payload["email"]) for payload in payloads)):
        if user.confirmed_at is None:
            _send(
                user,
                "confirm_address",
                link=url_for("auth.confirm", token=links.make(links.CONFIRM, user), _external=True),
            )
        else:
            _send(
                user,
                "already_registered",
                user_name=user.name,
                link=url_for("auth.login", _external=True),
                new_password=url_for("auth.forgotten", _external=True),
            )


@handler("auth.reset", slow=True)
def _send_resets(payloads: list[Payload]) -> None:
    for user in filter(None, (by_email(payload["email"]) for payload in payloads)):
        _send(
            user,
            "reset_password",
            user_name=user.name if user.confirmed_at else "",
            link=url_for("auth.new_password", token=links.make(links.RESET, user), _external=True),
        )

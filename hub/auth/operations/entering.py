"""Logging in and out."""

from flask_babel import format_date
from flask_babel import gettext as _

from hub import audit
from hub.auth.models import User, UserSession
from hub.auth.passwords import hash_password, is_outdated, verify
from hub.auth.queries import by_email
from hub.auth.sessions import end_all_sessions, start_session, sweep_sessions
from hub.auth.sessions import end_session as end_session_of
from hub.db import db, transaction, transactional
from hub.errors import Invalid
from hub.policy import require


class LogInRefused(Invalid):
    """The reason stands at no field, so that it tells nobody which of the two was right."""

    def __init__(self, reason: str) -> None:
        super().__init__({"form": [reason]}, reason)


def _mismatch() -> LogInRefused:
    return LogInRefused(_("The e-mail address and the password do not belong together. Check both and try again."))


def log_in(email: str, password: str, *, browser: str = "", replaces: str = "") -> User:
    """Open a session; its token is the person's `session_token`. The session with the token `replaces` ends.

    Takes as long for an unknown address. Raises LogInRefused.
    """
    user = by_email(email)
    seen = user.password_hash if user else None
    if not verify(seen, password) or user is None or seen is None:
        raise _mismatch()
    _check_open(user)
    fresh = hash_password(password) if is_outdated(seen) else seen
    with transaction():
        if user.password_hash != seen or not user.is_active:
            raise _mismatch()  # changed while the password was being checked
        user.password_hash = fresh
        sweep_sessions()
        end_session_of(replaces)
        user.session_token = start_session(user, browser)
        audit.record(user, "account.logged_in", user)
    return user


def _check_open(user: User) -> None:
    """Say what keeps the account closed: only its owner, who knows the password, gets to read this."""
    if user.confirmed_at is None:
        raise LogInRefused(
            _("Please confirm your e-mail address first: open the link in the message that we sent you.")
        )
    if not user.is_active:
        raise LogInRefused(_("This account is suspended until %(day)s.", day=format_date(user.suspended_until, "long")))


@transactional
def log_out(actor: User) -> None:
    """End the session that the request came with."""
    end_session_of(actor.session_token)
    audit.record(actor, "account.logged_out", actor)


@transactional
def end_session(actor: User, session: UserSession) -> None:
    """End one of the person's sessions, on whatever browser."""
    require(actor, "session.end", session)
    db.session.delete(session)


@transactional
def end_other_sessions(actor: User) -> None:
    """End all of the person's sessions but this one."""
    end_all_sessions(actor, but=actor.session_token)

"""Who a request comes from: the cookie of a signed-in browser, or the bearer token of a program."""

import hashlib
import secrets
from datetime import timedelta

from flask import Flask, g, request
from flask_babel import gettext as _
from flask_login import LoginManager
from sqlalchemy import delete, select

from hub import clock
from hub.auth.actors import current_actor
from hub.auth.models import ApiToken, User, UserSession
from hub.db import db
from hub.errors import Forbidden, NotSignedIn

SESSION_LENGTH = timedelta(days=14)

login_manager = LoginManager()


class InvalidToken(NotSignedIn):
    """The bearer token is unknown or its owner may not sign in."""

    @classmethod
    def default_message(cls) -> str:
        return _("The hub does not know this API token. Create a new one in your account.")


def digest(token: str) -> str:
    """What the tables keep of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def start_session(user: User, browser: str = "") -> str:
    """Open a session for a browser; the token for its cookie. Part of the running transaction."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(token_digest=digest(token), user=user, browser=browser, expires_at=clock.now() + SESSION_LENGTH)
    )
    return token


def end_session(token: str) -> None:
    """Close the session of a browser."""
    db.session.execute(delete(UserSession).where(UserSession.token_digest == digest(token)))


def end_all_sessions(user: User, *, but: str = "") -> None:
    """Close every session of a person, as after a new password; the one with the token `but` stays open."""
    theirs = (UserSession.user_id == user.id) & (UserSession.token_digest != digest(but))
    db.session.execute(delete(UserSession).where(theirs))


def sweep_sessions() -> None:
    """Remove what has expired."""
    db.session.execute(delete(UserSession).where(UserSession.expires_at <= clock.now()))


def _bears_token() -> bool:
    return request.path.startswith("/api/") and bool(request.headers.get("Authorization"))


@login_manager.user_loader
def _load_user(token: str) -> User | None:
    """Flask-Login keeps in the cookie what `User.get_id` gives: the token of the session."""
    if _bears_token():
        return None  # the token speaks, not the cookie that may come with it
    found = db.session.scalar(select(UserSession).where(UserSession.token_digest == digest(token)))
    if found is None or found.expires_at <= clock.now() or not found.user.is_active:
        return None
    found.user.session_token = token
    return found.user


@login_manager.request_loader
def _load_bearer(_request: object) -> User | None:
    """The owner of the request's bearer token, or None where it is not good: `_check_token` refuses that."""
    if not _bears_token():
        return None
    scheme, _space, token = request.headers["Authorization"].partition(" ")
    found = db.session.scalar(select(ApiToken).where(ApiToken.token_digest == digest(token.strip())))
    if scheme.lower() != "bearer" or found is None or not found.user.is_active:
        return None
    g.token_scope = found.scope
    return found.user


def _check_token() -> None:
    """A token that is given must be good, one that may only read changes nothing, and no cookie ever writes
    through the API, since other sites could have it sent along."""
    if not request.path.startswith("/api/") or request.endpoint is None:
        return  # what is no address, or no method of it, is told so to everybody
    if _bears_token() and current_actor().is_guest:
        raise InvalidToken
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if not _bears_token():
        raise NotSignedIn
    if g.get("token_scope") != "write":
        raise Forbidden(_("This token may only read. Create one with the scope “write”."))


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # phones change their address; sessions are rows that can be ended
    app.before_request(_check_token)

"""Reading accounts."""

from typing import Any

from sqlalchemy import Select, select

from hub import clock
from hub.auth.models import ApiToken, User, UserSession
from hub.auth.sessions import digest
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor, visible


def by_email(email: str) -> User | None:
    """The account of an address, which is compared in lower case."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def _one(query: Select[Any]) -> Any:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def own_sessions(actor: User) -> list[tuple[UserSession, bool]]:
    """The person's open sessions, the newest first, each with whether this request came with it."""
    mine = visible(actor, UserSession, "session.end").where(UserSession.expires_at > clock.now())
    here = digest(actor.session_token)
    return [(one, one.token_digest == here) for one in db.session.scalars(mine.order_by(UserSession.id.desc()))]


def own_session(actor: Actor, number: int) -> UserSession:
    """One of the person's sessions. Raises NotFound."""
    return _one(visible(actor, UserSession, "session.end").where(UserSession.id == number))


def own_tokens(actor: Actor) -> list[ApiToken]:
    """The person's API tokens, the newest first."""
    return list(db.session.scalars(visible(actor, ApiToken, "token.revoke").order_by(ApiToken.id.desc())))


def own_token(actor: Actor, number: int) -> ApiToken:
    """One of the person's API tokens. Raises NotFound."""
    return _one(visible(actor, ApiToken, "token.revoke").where(ApiToken.id == number))

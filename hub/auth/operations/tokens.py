"""Keys to the API."""

import secrets

from hub import audit
from hub.auth.models import ApiToken, User
from hub.auth.sessions import digest
from hub.db import db, transactional
from hub.policy import require

PREFIX = "hub_"
"""By this, people and programs that look for secrets in the wrong places recognise one of ours."""


@transactional
def create_token(actor: User, *, label: str, scope: str) -> str:
    """A new token, `read` or `write`. This is the only time that it can be seen: the hub keeps its digest."""
    require(actor, "account.edit", actor)
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(token_digest=digest(token), user_id=actor.id, label=label, scope=scope)
    db.session.add(row)
    audit.record(actor, "token.created", row, label=label, scope=scope)
    return token


@transactional
def revoke_token(actor: User, token: ApiToken) -> None:
    """End a token at once."""
    require(actor, "token.revoke", token)
    audit.record(actor, "token.revoked", token, label=token.label, scope=token.scope)
    db.session.delete(token)

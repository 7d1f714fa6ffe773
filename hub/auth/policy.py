"""Who may do what with accounts. Registering, logging in and a new password are open to anyone."""

from hub.auth.models import ApiToken, User, UserSession
from hub.policy import Mine

PERMISSIONS = {
    "account.edit": Mine(User.id, "the owner of the account"),
    "session.end": Mine(UserSession.user_id, "the owner of the session"),
    "token.revoke": Mine(ApiToken.user_id, "the owner of the token"),
}

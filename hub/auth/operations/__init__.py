"""What people do with accounts."""

from hub.auth.operations.entering import end_other_sessions, end_session, log_in, log_out
from hub.auth.operations.joining import ask_for_confirmation, change_profile, confirm, create_user, register
from hub.auth.operations.passwords import ask_for_reset, change_password, set_password
from hub.auth.operations.tokens import create_token, revoke_token

__all__ = [
    "ask_for_confirmation",
    "ask_for_reset",
    "change_password",
    "change_profile",
    "confirm",
    "create_token",
    "create_user",
    "end_other_sessions",
    "end_session",
    "log_in",
    "log_out",
    "register",
    "revoke_token",
    "set_password",
]

"""The pages of accounts."""

from hub.auth.views import entering, joining, profile, tokens
from hub.auth.views.blueprint import bp

__all__ = ["bp", "entering", "joining", "profile", "tokens"]

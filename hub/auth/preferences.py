"""What a person prefers, kept with the account."""

from hub.auth.models import User
from hub.db import transactional


@transactional
def keep_language(actor: User, language: str) -> None:
    """Make a language the one of the account."""
    actor.language = language

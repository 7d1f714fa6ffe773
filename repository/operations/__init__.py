"""What people do with practices: draft, decide, review."""

from repository.operations.deciding import move
from repository.operations.drafting import create, edit, missing
from repository.operations.importing import store
from repository.operations.reviewing import declare, give_review, invite, withdraw_invitation

__all__ = [
    "create",
    "declare",
    "edit",
    "give_review",
    "invite",
    "missing",
    "move",
    "store",
    "withdraw_invitation",
]

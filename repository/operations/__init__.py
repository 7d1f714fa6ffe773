"""What people do with practices: draft, decide, review."""

from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing
from repository.operations.importing import store
from repository.operations.loading import create_all
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation

__all__ = [
    "create",
    "create_all",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "keep_review",
    "missing",
    "move",
    "store",
    "withdraw_invitation",
]

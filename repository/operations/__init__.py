"""What people do with practices: draft, decide, review."""

from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing, save
from repository.operations.importing import store
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation

__all__ = [
    "create",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "keep_review",
    "missing",
    "move",
    "save",
    "store",
    "withdraw_invitation",
]

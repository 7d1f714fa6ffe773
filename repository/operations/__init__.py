"""What people do with practices: draft, decide, review."""

from repository.operations.authors import (
    accept_invitation,
    decline_invitation,
    hand_over,
    invite_author,
    leave,
    remove_author,
)
from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing, save
from repository.operations.importing import store
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation

__all__ = [
    "accept_invitation",
    "create",
    "declare",
    "decline_invitation",
    "discard",
    "edit",
    "give_review",
    "hand_over",
    "invite",
    "invite_author",
    "keep_review",
    "leave",
    "missing",
    "move",
    "remove_author",
    "save",
    "store",
    "withdraw_invitation",
]

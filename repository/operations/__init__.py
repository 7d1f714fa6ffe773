"""What people do with practices: draft, decide, review."""

from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing
from repository.operations.importing import store
from repository.operations.reviewing import (
    answer_points,
    declare,
    give_review,
    invite,
    keep_review,
    refuse,
    set_rules,
    withdraw_invitation,
)

__all__ = [
    "answer_points",
    "create",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "keep_review",
    "missing",
    "move",
    "refuse",
    "set_rules",
    "store",
    "withdraw_invitation",
]

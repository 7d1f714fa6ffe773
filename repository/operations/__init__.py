"""What people do with practices: draft, decide, review."""

from repository.operations.addresses import readdress
from repository.operations.confirming import confirm
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
from repository.operations.updating import step_update, take_changes_in, write_update

__all__ = [
    "answer_points",
    "confirm",
    "create",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "keep_review",
    "missing",
    "move",
    "readdress",
    "refuse",
    "set_rules",
    "step_update",
    "store",
    "take_changes_in",
    "withdraw_invitation",
    "write_update",
]

"""What people do with practices: draft, decide, review."""

from repository.operations.adapting import revise_adaptation, step_adaptation, tell_adaptation
from repository.operations.addresses import readdress
from repository.operations.confirming import confirm
from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing
from repository.operations.importing import store
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation
from repository.operations.updating import step_update, take_changes_in, write_update
from repository.operations.withdrawing import ask_withdrawal, drop_withdrawal, refuse_withdrawal

__all__ = [
    "ask_withdrawal",
    "confirm",
    "create",
    "declare",
    "discard",
    "drop_withdrawal",
    "edit",
    "give_review",
    "invite",
    "keep_review",
    "missing",
    "move",
    "readdress",
    "refuse_withdrawal",
    "revise_adaptation",
    "step_adaptation",
    "step_update",
    "store",
    "take_changes_in",
    "tell_adaptation",
    "withdraw_invitation",
    "write_update",
]

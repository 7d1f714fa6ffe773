"""What people do with practices: draft, decide, review."""

from repository.operations.addresses import readdress
from repository.operations.calling import answer_call, issue_call, leave_call, revise_call, show_call
from repository.operations.collecting import begin_collection, collect, leave_out, revise_collection, show_collection
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
from repository.operations.tagging import take_tags
from repository.operations.updating import step_update, take_changes_in, write_update

__all__ = [
    "answer_call",
    "answer_points",
    "begin_collection",
    "collect",
    "confirm",
    "create",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "issue_call",
    "keep_review",
    "leave_call",
    "leave_out",
    "missing",
    "move",
    "readdress",
    "refuse",
    "revise_call",
    "revise_collection",
    "set_rules",
    "show_call",
    "show_collection",
    "step_update",
    "store",
    "take_changes_in",
    "take_tags",
    "withdraw_invitation",
    "write_update",
]

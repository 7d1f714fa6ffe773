"""What people do with practices: draft, decide, review."""

from repository.operations.calling import answer_call, issue_call, leave_call, revise_call, show_call
from repository.operations.collecting import (
    begin_collection,
    collect,
    leave_out,
    revise_collection,
    show_collection,
)
from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing
from repository.operations.handling import assign
from repository.operations.importing import store
from repository.operations.reasons import drop_reason, keep_reason, offer_reason
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation

__all__ = [
    "answer_call",
    "assign",
    "begin_collection",
    "collect",
    "create",
    "declare",
    "discard",
    "drop_reason",
    "edit",
    "give_review",
    "invite",
    "issue_call",
    "keep_reason",
    "keep_review",
    "leave_call",
    "leave_out",
    "missing",
    "move",
    "offer_reason",
    "revise_call",
    "revise_collection",
    "show_call",
    "show_collection",
    "store",
    "withdraw_invitation",
]

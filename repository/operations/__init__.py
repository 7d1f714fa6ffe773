"""What people do with practices: draft, decide, review."""

from repository.operations.calling import answer_call, issue_call, leave_call, revise_call, show_call
from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing
from repository.operations.importing import store
from repository.operations.reviewing import declare, give_review, invite, keep_review, withdraw_invitation

__all__ = [
    "answer_call",
    "create",
    "declare",
    "discard",
    "edit",
    "give_review",
    "invite",
    "issue_call",
    "keep_review",
    "leave_call",
    "missing",
    "move",
    "revise_call",
    "show_call",
    "store",
    "withdraw_invitation",
]

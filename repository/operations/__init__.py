"""What people do with practices: draft, decide, review."""

from repository.operations.adapting import revise_adaptation, step_adaptation, tell_adaptation
from repository.operations.addresses import readdress
from repository.operations.authors import (
    accept_invitation,
    decline_invitation,
    hand_over,
    invite_author,
    leave,
    remove_author,
)
from repository.operations.calling import answer_call, issue_call, leave_call, revise_call, show_call
from repository.operations.collecting import begin_collection, collect, leave_out, revise_collection, show_collection
from repository.operations.confirming import confirm
from repository.operations.deciding import move
from repository.operations.drafting import create, discard, edit, missing, save
from repository.operations.handling import assign
from repository.operations.importing import store, store_all
from repository.operations.loading import create_all
from repository.operations.reasons import drop_reason, keep_reason, offer_reason
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
from repository.operations.withdrawing import ask_withdrawal, drop_withdrawal, refuse_withdrawal

__all__ = [
    "accept_invitation",
    "answer_call",
    "answer_points",
    "ask_withdrawal",
    "assign",
    "begin_collection",
    "collect",
    "confirm",
    "create",
    "create_all",
    "declare",
    "decline_invitation",
    "discard",
    "drop_reason",
    "drop_withdrawal",
    "edit",
    "give_review",
    "hand_over",
    "invite",
    "invite_author",
    "issue_call",
    "keep_reason",
    "keep_review",
    "leave",
    "leave_call",
    "leave_out",
    "missing",
    "move",
    "offer_reason",
    "readdress",
    "refuse",
    "refuse_withdrawal",
    "remove_author",
    "revise_adaptation",
    "revise_call",
    "revise_collection",
    "save",
    "set_rules",
    "show_call",
    "show_collection",
    "step_adaptation",
    "step_update",
    "store",
    "store_all",
    "take_changes_in",
    "take_tags",
    "tell_adaptation",
    "withdraw_invitation",
    "write_update",
]

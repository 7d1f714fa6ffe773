"""The review of practices: its rules, inviting and answering, reviewing, deadlines."""

from repository.operations.reviewing.answering import declare, refuse, require_declared
from repository.operations.reviewing.completeness import (
    disagree,
    for_submitter,
    lacking_reviewers,
    lacking_reviews,
    waits_for_extra,
)
from repository.operations.reviewing.conflicts import obstacle_to
from repository.operations.reviewing.deadlines import clock_of, start_clock
from repository.operations.reviewing.giving import give_review, keep_review
from repository.operations.reviewing.inviting import (
    ask_planned,
    begin_round,
    invite,
    plan_next_round,
    withdraw_invitation,
)
from repository.operations.reviewing.ruling import as_set, set_rules
from repository.operations.reviewing.suggesting import suggestions

__all__ = [
    "as_set",
    "ask_planned",
    "begin_round",
    "clock_of",
    "declare",
    "disagree",
    "for_submitter",
    "give_review",
    "invite",
    "keep_review",
    "lacking_reviewers",
    "lacking_reviews",
    "obstacle_to",
    "plan_next_round",
    "refuse",
    "require_declared",
    "set_rules",
    "start_clock",
    "suggestions",
    "waits_for_extra",
    "withdraw_invitation",
]

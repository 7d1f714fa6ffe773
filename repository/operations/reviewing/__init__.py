"""The review of practices: its rules, inviting and answering, reviewing, deadlines."""

from repository.operations.reviewing.answering import declare, refuse, require_declared
from repository.operations.reviewing.conflicts import obstacle_to
from repository.operations.reviewing.deadlines import start_clock
from repository.operations.reviewing.giving import give_review, keep_review
from repository.operations.reviewing.inviting import (
    ask_planned,
    begin_round,
    invite,
    plan_next_round,
    withdraw_invitation,
)
from repository.operations.reviewing.lacking import (
    disagree,
    for_submitter,
    lacking_reviewers,
    lacking_reviews,
    waits_for_extra,
)
from repository.operations.reviewing.letters import compose
from repository.operations.reviewing.points import answer_points, points_from_reviews, unanswered, version_of
from repository.operations.reviewing.rounds import round_of, rounds_of
from repository.operations.reviewing.ruling import as_set, set_rules
from repository.operations.reviewing.suggesting import suggestions

__all__ = [
    "answer_points",
    "as_set",
    "ask_planned",
    "begin_round",
    "compose",
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
    "points_from_reviews",
    "refuse",
    "require_declared",
    "round_of",
    "rounds_of",
    "set_rules",
    "start_clock",
    "suggestions",
    "unanswered",
    "version_of",
    "waits_for_extra",
    "withdraw_invitation",
]

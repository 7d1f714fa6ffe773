"""The way of a practice to publication and beyond. How it is reviewed, `repository/models/rules.py` says."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from hub.workflow import Transition, Workflow

STATES: dict[str, LazyString] = {
    "draft": _p("practice", "Draft"),
    "submitted": _p("practice", "Submitted"),
    "screening": _p("practice", "In screening"),
    "under_review": _p("practice", "Under review"),
    "changes_requested": _p("practice", "Changes requested"),
    "approved": _p("practice", "Approved"),
    "published": _p("practice", "Published"),
    "declined": _p("practice", "Declined"),
    "update_requested": _p("practice", "Update requested"),
    "archived": _p("practice", "Archived"),
}

TONES = {
    "published": "good",
    "approved": "good",
    "declined": "bad",
    "changes_requested": "warn",
    "update_requested": "warn",
    "archived": "neutral",
    "draft": "neutral",
}
"""How a state is coloured; the rest are "info"."""

MAIN_WAY = ("draft", "submitted", "screening", "under_review", "approved", "published")
"""The steps that a submitter sees ahead."""

PUBLIC = ("published", "update_requested")
EDITABLE = ("draft", "changes_requested")
STATES_WITH_REVIEWERS = ("screening", "under_review")

WORKFLOW = Workflow(
    (
        Transition("submit", ("draft",), "submitted", "practice.submit", _l("Submit for review")),
        Transition("resubmit", ("changes_requested",), "submitted", "practice.submit", _l("Submit again")),
        Transition("screen", ("submitted",), "screening", "practice.decide", _l("Start screening")),
        Transition("review", ("screening",), "under_review", "practice.decide", _l("Send to review")),
        Transition(
            "ask_for_changes",
            ("screening", "under_review"),
            "changes_requested",
            "practice.decide",
            _l("Ask for changes"),
            comment_needed=True,
        ),
        Transition("approve", ("under_review",), "approved", "practice.decide", _l("Approve")),
        Transition(
            "decline",
            ("submitted", "screening", "under_review"),
            "declined",
            "practice.decide",
            _l("Decline"),
            comment_needed=True,
        ),
        Transition("publish", ("approved",), "published", "practice.decide", _l("Publish")),
        Transition(
            "ask_for_update",
            ("published",),
            "update_requested",
            "practice.decide",
            _l("Ask for an update"),
            comment_needed=True,
        ),
        Transition("finish_update", ("update_requested",), "published", "practice.decide", _l("The update is done")),
        Transition(
            "archive",
            ("published", "update_requested", "declined"),
            "archived",
            "practice.decide",
            _l("Archive"),
            comment_needed=True,
        ),
        Transition("restore", ("archived",), "published", "practice.decide", _l("Publish again")),
    )
)


LETTERS = ("ask_for_changes", "approve", "decline")
"""The steps that a decision letter tells."""

AUTHORS, SECRETARIAT, REVIEWERS = "authors", "secretariat", "reviewers"

HOLDERS: dict[str, str] = {
    "draft": AUTHORS,
    "submitted": SECRETARIAT,
    "screening": SECRETARIAT,
    "under_review": REVIEWERS,
    "changes_requested": AUTHORS,
    "approved": SECRETARIAT,
    "update_requested": AUTHORS,
}
"""Whose turn it is in a state; nobody's in the others."""

DAYS: dict[str, tuple[str, ...]] = {
    "submitted": ("days_to_screen",),
    "screening": ("days_to_screen",),
    "under_review": ("days_to_accept", "days_to_review"),
    "changes_requested": ("days_to_change",),
    "approved": ("days_to_publish",),
    "update_requested": ("days_to_change",),
}
"""The days that the rules of review give to a state."""

RECOMMENDATIONS: dict[str, LazyString] = {
    "approve": _l("Approve as it stands"),
    "changes": _l("Approve after changes"),
    "decline": _l("Decline"),
}

REFUSALS: dict[str, LazyString] = {
    "busy": _l("I have no time"),
    "conflict": _l("I have an interest in this practice"),
    "field": _l("It is not my field"),
    "other": _l("Another reason"),
}
"""Why reviewers step back."""

"""The way of a practice to publication (DOMAIN 3.2), and the rules of its review."""

from dataclasses import dataclass
from datetime import timedelta

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


@dataclass(frozen=True)
class ReviewRules:
    """How many reviewers it takes, and how long they have."""

    un_reviewers: int = 1
    other_reviewers: int = 2
    extra_on_disagreement: int = 1
    time: timedelta = timedelta(days=21)


RULES = ReviewRules()

CRITERIA: dict[str, tuple[LazyString, LazyString]] = {
    "implemented": (_l("Implemented"), _l("It has been carried out, not only proposed.")),
    "relevant": (_l("Relevant"), _l("It serves the objectives that it names.")),
    "coherent": (
        _l("Coherent with the principles"),
        _l("It upholds the ten guiding principles of the Compact."),
    ),
    "innovative": (_l("Innovative"), _l("It goes beyond what was done before.")),
    "replicable": (_l("Replicable"), _l("Others can do the same elsewhere.")),
    "cross_cutting": (_l("Cross-cutting"), _l("It joins several objectives, sectors or groups.")),
    "timely": (_l("Timely"), _l("It is recent or still running, and useful now.")),
}

SCORES: dict[int, LazyString] = {
    1: _l("1 – not at all"),
    2: _l("2 – little"),
    3: _l("3 – partly"),
    4: _l("4 – largely"),
    5: _l("5 – fully"),
}

RECOMMENDATIONS: dict[str, LazyString] = {
    "approve": _l("Approve as it stands"),
    "changes": _l("Approve after changes"),
    "decline": _l("Decline"),
}

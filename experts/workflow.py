"""The life of a profile: verified for a year, renewed in one click, withdrawn at will."""

from datetime import timedelta
from operator import attrgetter

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from hub.workflow import Transition, Workflow

LIFETIME = timedelta(days=365)
"""How long a verification or a renewal holds."""
RENEWAL_NOTICE = timedelta(days=30)
"""How long before the end the owner is asked to renew."""

STATES: dict[str, LazyString] = {
    "draft": _p("profile", "Draft"),
    "submitted": _p("profile", "Waiting for verification"),
    "verified": _p("profile", "Verified"),
    "expired": _p("profile", "Expired"),
    "declined": _p("profile", "Declined"),
    "suspended": _p("profile", "Suspended"),
}

TONES = {"verified": "good", "submitted": "info", "expired": "warn", "declined": "bad", "suspended": "bad"}
"""How a state is coloured; the rest are "neutral"."""

WORKFLOW = Workflow(
    (
        Transition("submit", ("draft", "declined"), "submitted", "expert.submit", _l("Submit for verification")),
        Transition("verify", ("submitted",), "verified", "expert.decide", _l("Verify")),
        Transition("decline", ("submitted",), "declined", "expert.decide", _l("Decline"), comment_needed=True),
        Transition("renew", ("verified", "expired"), "verified", "expert.own", _l("Renew for a year")),
        Transition("expire", ("verified",), "expired", "expert.expire", _l("Expire")),
        Transition(
            "suspend",
            ("verified", "expired"),
            "suspended",
            "expert.decide",
            _l("Suspend"),
            comment_needed=True,
        ),
        Transition("restore", ("suspended",), "verified", "expert.decide", _l("Restore")),
        Transition(
            "withdraw",
            ("submitted", "verified", "expired", "declined", "suspended"),
            "draft",
            "expert.own",
            _l("Withdraw my consent"),
        ),
    ),
    state_of=attrgetter("state"),
)

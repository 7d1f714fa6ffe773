"""Why something is reported, rejected or hidden: codes, so that the public log holds no personal data."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

REASONS: dict[str, LazyString] = {
    "advertising": _l("Advertising or spam"),
    "offensive": _l("Offensive or discriminatory"),
    "personal_data": _l("Personal data, or a risk for somebody"),
    "misleading": _l("Misleading or wrong"),
    "off_topic": _l("Off topic"),
    "duplicate": _l("Said twice"),
    "other": _l("Another reason"),
}

WAITING: dict[str, LazyString] = {
    "first_post": _l("First post of this member in the space"),
    "pre": _l("Every post is read before it appears"),
    "edited": _l("Changed after it was held or rejected"),
    "reported": _l("Reported by members"),
    "held_by_reports": _l("Held after several reports"),
}
"""Why something waits for a decision."""

DECISIONS: dict[str, LazyString] = {
    "approve": _p("post", "Approved"),
    "reject": _p("post", "Rejected"),
    "hide": _p("post", "Hidden"),
    "restore": _p("post", "Shown again"),
    "keep": _p("post", "Left as it is, after reports"),
    "hold": _p("post", "Held for a moderator, after reports"),
    "lock": _p("discussion", "Locked"),
    "unlock": _p("discussion", "Unlocked"),
    "pin": _p("discussion", "Pinned"),
    "unpin": _p("discussion", "No longer pinned"),
    "delete": _p("post", "Deleted by its author"),
}
"""What was done, as the log says it."""


def reason_label(code: str | None) -> str:
    """A reason in the language in use; "" for none."""
    return str(REASONS.get(code) or WAITING.get(code) or code) if code else ""


def decision_label(action: str) -> str:
    """A deed of a moderator in the language in use."""
    return str(DECISIONS.get(action, action))

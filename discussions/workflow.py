"""The states of a post, what moderators do with it, and when it is held first."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from hub.workflow import Transition, Workflow

VISIBLE, HELD, HIDDEN, REJECTED, DELETED = "visible", "held", "hidden", "rejected", "deleted"

STATES: dict[str, LazyString] = {
    VISIBLE: _p("post", "Published"),
    HELD: _p("post", "Waits for a moderator"),
    HIDDEN: _p("post", "Hidden"),
    REJECTED: _p("post", "Rejected"),
    DELETED: _p("post", "Deleted"),
}
TONES = {VISIBLE: "good", HELD: "warn", HIDDEN: "bad", REJECTED: "bad", DELETED: "neutral"}

EDITABLE = (VISIBLE, HELD, REJECTED)
"""An author may still change these; a rejected post that was changed is read again."""

DECISIONS = Workflow(
    (
        Transition("approve", (HELD,), VISIBLE, "post.moderate", _l("Approve")),
        Transition("reject", (HELD,), REJECTED, "post.moderate", _l("Reject"), comment_needed=True),
        Transition("hide", (VISIBLE,), HIDDEN, "post.moderate", _l("Hide"), comment_needed=True),
        Transition("restore", (HIDDEN, REJECTED), VISIBLE, "post.moderate", _l("Show again")),
        Transition("keep", (VISIBLE,), VISIBLE, "post.moderate", _l("Leave as it is")),
    ),
    lambda post: str(post.state),
)

OUTCOMES: dict[str, LazyString] = {
    "approve": _l("The post is published."),
    "reject": _l("The post is not published, and its author is told why."),
    "hide": _l("The post is hidden, and its author is told why."),
    "restore": _l("The post is shown again."),
    "keep": _l("The post stays as it is."),
}
"""What a moderator reads after a decision."""

ACCESS: dict[str, LazyString] = {
    "public": _l("Everybody can read; whoever is signed in can write"),
    "members": _l("Whoever is signed in can read and write"),
    "private": _l("Only its moderators, invited members and the secretariat can read and write"),
}
MODERATION: dict[str, LazyString] = {
    "open": _l("Posts appear at once"),
    "first_post": _l("The first post of a new member is read by a moderator before it appears"),
    "pre": _l("A moderator reads every post before it appears"),
}


def holding_words(why: str | None) -> str:
    """What happens to a post that somebody is about to write; `why` it would be held, or None."""
    words = {
        "pre": _("A moderator reads each post in this space before others see it, and you will be told."),
        "first_post": _("A moderator reads your first post in this space first; later ones appear at once."),
    }
    return words.get(why or "", _("Your post appears at once. You can change or delete it later."))

"""What happens to a practice once it is public: its updates, the question whether it is still right, its reuse."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from hub.workflow import Transition, Workflow

UPDATE_STATES: dict[str, LazyString] = {
    "writing": _p("update", "Being written"),
    "submitted": _p("update", "Waits for the secretariat"),
    "returned": _p("update", "Returned with a comment"),
    "accepted": _p("update", "Accepted"),
    "withdrawn": _p("update", "Given up"),
}
UPDATE_TONES = {"submitted": "info", "returned": "warn", "accepted": "good"}
"""How a state is coloured; the rest are "neutral"."""

WRITABLE = ("writing", "returned")
OPEN = (*WRITABLE, "submitted")
"""The states of an update that something is still to be done with; a practice has one such update at most."""

UPDATE_WORKFLOW = Workflow(
    (
        Transition("submit", WRITABLE, "submitted", "update.write", _l("Submit the update")),
        Transition("take_back", ("submitted",), "writing", "update.write", _l("Go on writing")),
        Transition("accept", ("submitted",), "accepted", "update.decide", _l("Accept and publish")),
        Transition(
            "return", ("submitted",), "returned", "update.decide", _l("Return with a comment"), comment_needed=True
        ),
        Transition("withdraw", OPEN, "withdrawn", "update.write", _l("Give this update up")),
    )
)


@dataclass(frozen=True)
class UpkeepRules:
    """When the authors of a public practice are asked whether it is still right."""

    year: timedelta = timedelta(days=365)
    again: timedelta = timedelta(days=31)
    reminders: int = 2

    @property
    def stale(self) -> timedelta:
        """After so long readers are told that nobody has confirmed it, and the secretariat takes over."""
        return self.year + self.reminders * self.again


UPKEEP = UpkeepRules()

ADAPTATION_STATES: dict[str, LazyString] = {
    "submitted": _p("adaptation", "Waits for the secretariat"),
    "public": _p("adaptation", "Public"),
    "declined": _p("adaptation", "Not accepted"),
    "withdrawn": _p("adaptation", "Withdrawn"),
}
ADAPTATION_TONES = {"submitted": "info", "public": "good", "declined": "bad"}

ADAPTATION_WORKFLOW = Workflow(
    (
        Transition("publish", ("submitted",), "public", "adaptation.decide", _l("Publish")),
        Transition(
            "decline",
            ("submitted", "public"),
            "declined",
            "adaptation.decide",
            _l("Do not accept"),
            comment_needed=True,
        ),
        Transition("withdraw", ("submitted", "public", "declined"), "withdrawn", "adaptation.own", _l("Withdraw it")),
    )
)
REVISABLE = ("submitted", "public", "declined")
"""The states in which its author may change an adaptation; it is checked again then."""

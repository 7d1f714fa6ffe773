"""Whose turn it is with a practice, since when and until when."""

from dataclasses import dataclass, replace
from datetime import datetime

from hub import clock
from repository.models.practice import Practice
from repository.models.review import OPEN
from repository.workflow import HOLDERS, SECRETARIAT


@dataclass(frozen=True)
class Clock:
    """The clock of a step. Holders are roles, so that whoever sees the practice may see it."""

    holder: str
    since: datetime | None
    due: datetime | None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.now()


def clock_of(practice: Practice) -> Clock | None:
    """The clock of the present step, as the secretariat reads it; None where nothing is to be done.

    A review runs until the last one is due. As soon as none is to come, the secretariat decides.
    """
    present = clock_for_authors(practice)
    if present is None or practice.status != "under_review" or any(r.state in OPEN for r in practice.current_reviews):
        return present
    return replace(present, holder=SECRETARIAT)


def clock_for_authors(practice: Practice) -> Clock | None:
    """The same for who must not learn when a reviewer was invited or ready: the whole review is the reviewers' turn."""
    holder = HOLDERS.get(practice.status)
    if holder is None:
        return None
    due = practice.due_at
    if practice.status == "under_review" and due:
        due = max([due, *(review.deadline for review in practice.current_reviews if review.state in OPEN)])
    return Clock(holder, practice.status_since, due)

"""Whose turn it is with a practice, since when and until when."""

from dataclasses import dataclass
from datetime import datetime

from hub import clock
from repository.models.practice import Practice
from repository.models.review import OPEN
from repository.workflow import HOLDERS


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
    """The clock of the present step; None where nothing is to be done.

    It runs until the last review is due. It tells nobody when a reviewer was invited or ready.
    """
    holder = HOLDERS.get(practice.status)
    if holder is None:
        return None
    due = practice.due_at
    if practice.status == "under_review" and due:
        due = max([due, *(review.deadline for review in practice.current_reviews if review.state in OPEN)])
    return Clock(holder, practice.status_since, due)

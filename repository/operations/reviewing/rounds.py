"""What happened from round to round: what was asked, what was answered, what changed in the text."""

from dataclasses import dataclass
from typing import Any

from hub.differences import Change, changes
from repository import queries
from repository.models import Practice, PracticePoint, PracticeVersion
from repository.models.version import SUBMITTED
from repository.operations.versions import content_of
from repository.schemas import PUBLIC_TEXT

_IN_REVIEW = ("submitted", "screening", "under_review")


@dataclass(frozen=True)
class Round:
    """A review round from 1 on: what had been asked before it, and what the authors changed for it."""

    number: int
    points: list[PracticePoint]
    changes: list[Change]


def rounds_of(practice: Practice) -> list[Round]:
    """The rounds that answered a request for changes, the last one first."""
    asked, texts = queries.points(practice), queries.versions(practice, SUBMITTED)
    return [_round(practice, number, asked, texts) for number in range(practice.round, 0, -1)]


def round_of(practice: Practice, number: int) -> Round | None:
    """What was new in one round; None in the first."""
    if number == 0:
        return None
    return _round(practice, number, queries.points(practice, number - 1), queries.versions(practice, SUBMITTED))


def _round(practice: Practice, number: int, asked: list[PracticePoint], texts: list[PracticeVersion]) -> Round:
    before, after = (_text_of(practice, n, texts) for n in (number - 1, number))
    return Round(number, [point for point in asked if point.round == number - 1], changes(PUBLIC_TEXT, before, after))


def _text_of(practice: Practice, number: int, texts: list[PracticeVersion]) -> dict[str, Any]:
    """What the practice said in a round; while it is reviewed, the secretariat may have mended it."""
    if number == practice.round and practice.status in _IN_REVIEW:
        return content_of(practice)
    return next((version.content for version in texts if version.round <= number), {})

"""Asking for changes point by point, and answering."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from hub import audit
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.i18n import listed
from hub.policy import Actor, require
from repository import queries
from repository.models import Practice, PracticePoint
from repository.models.review import SUBMITTED, in_drawn_order
from repository.operations.merging import lock

ABOUT = {
    "implemented": "implementation",
    "relevant": "objectives_primary",
    "coherent": "principles",
    "innovative": "innovation",
    "replicable": "recommendations",
    "cross_cutting": "objectives_secondary",
    "timely": "start_year",
}
"""The field of a practice that a criterion looks at first, where the hub knows it."""


def numbered(points: Iterable[Mapping[str, Any]]) -> str:
    """Points as a text, for where there is one place for it."""
    return "\n".join(f"{number}. {point['text']}" for number, point in enumerate(points, 1))


def ask_for(practice: Practice, points: Iterable[Mapping[str, Any]], comment: str) -> list[PracticePoint]:
    """Keep what the authors are to change; without points, the comment is the one point and needs no answer.

    A request of the same round that was taken back is replaced.
    """
    for earlier in queries.points(practice, practice.round):
        db.session.delete(earlier)
    asked = [(point.get("field"), point["text"], True) for point in points] or [(None, comment, False)]
    made = [
        PracticePoint(
            practice_id=practice.id, round=practice.round, number=n, field=field, text=text, needs_answer=needed
        )
        for n, (field, text, needed) in enumerate(asked, 1)
    ]
    db.session.add_all(made)
    return made


def points_from_reviews(practice: Practice) -> list[dict[str, Any]]:
    """The reviewers' comments as points to begin with: those in general, and those on low scores."""
    found: list[dict[str, Any]] = []
    for review in in_drawn_order(r for r in practice.current_reviews if r.state == SUBMITTED):
        middle = (review.rules.lowest + review.rules.highest) / 2
        found.append({"field": None, "text": review.comment or ""})
        for criterion in review.rules.criteria:
            given = review.scores.get(criterion.key, {})
            if given.get("comment") and given.get("score") is not None and given["score"] <= middle:
                text = _("%(criterion)s: %(comment)s", criterion=criterion.label, comment=given["comment"])
                found.append({"field": ABOUT.get(criterion.key), "text": text})
    return [point for point in found if point["text"]]


def version_of(points: Iterable[PracticePoint]) -> int:
    """A number that grows whenever an answer changes."""
    return sum(point.version for point in points)


@transactional
def answer_points(
    actor: Actor, practice: Practice, answers: Iterable[Mapping[str, Any]], *, seen: int | None = None
) -> list[PracticePoint]:
    """Answer some of the points of the present round; each answer is one of `NumberedAnswerSchema`.

    `seen` is the version (`version_of`) that the writer looked at. Raises Overtaken, Conflict where no changes are
    asked for, and Invalid for the number of no point.
    """
    lock(practice)
    require(actor, "practice.submit", practice)
    if practice.status != "changes_requested":
        raise Conflict(_("Points are answered while changes are requested."))
    points = {point.number: point for point in queries.points(practice, practice.round)}
    require_seen(seen, version_of(points.values()))
    for given in answers:
        if (point := points.get(given["number"])) is None:
            raise Invalid({"answers": [_("There is no point %(number)s.", number=given["number"])]})
        point.done, point.answer = given["state"] == "done", given.get("answer")
    audit.record(actor, "practice.answer_points", practice)
    return list(points.values())


def unanswered(practice: Practice) -> list[PracticePoint]:
    """The points that are to be answered before the practice is submitted again."""
    return [point for point in queries.points(practice, practice.round) if point.is_open]


def require_answers(practice: Practice) -> None:
    """Raise Invalid unless each point is answered."""
    if open_points := unanswered(practice):
        numbers = listed(point.number for point in open_points)
        raise Invalid({"points": [_("Answer each point first. Still open: %(numbers)s.", numbers=numbers)]})

"""Who is told what about a practice. Submitters never learn who reviewed."""

from sqlalchemy import select

from hub.auth.models import User
from hub.db import db
from hub.notifications import tell
from hub.policy import Actor
from hub.workflow import Transition
from repository.models import Call, Practice, Review


def moved(actor: Actor, practice: Practice, step: Transition, comment: str) -> None:
    """Tell the submitter of a decision, or the secretariat of a submission."""
    if step.permission == "practice.submit":
        for person in _secretariat():
            tell(person, "practice_submitted", practice)
    elif practice.submitter and practice.submitter_id != actor.id:
        tell(
            practice.submitter,
            "practice_moved",
            practice,
            status=practice.status,
            comment=comment,
            url=f"/practices/{practice.slug}/status",
        )


def invited(review: Review) -> None:
    """Ask the reviewer, who first declares their interests on the page of the review."""
    tell(review.reviewer, "review_invited", review, due=review.due_at.date().isoformat())


def stepped_back(review: Review) -> None:
    """Tell the secretariat that a reviewer has a conflict of interest."""
    for person in _secretariat():
        tell(person, "review_stepped_back", review.practice, url=f"/practices/{review.practice.slug}/desk")


def reviews_complete(practice: Practice) -> None:
    """Tell the secretariat that it can decide."""
    for person in _secretariat():
        tell(person, "practice_reviewed", practice, url=f"/practices/{practice.slug}/desk")


def call_closes(practice: Practice, call: Call) -> None:
    """Remind those who write an answer to a call of its deadline."""
    for writer in practice.writers:
        tell(
            writer,
            "call_closes",
            practice,
            call=call.title,
            closes=call.closes_at.isoformat(),
            zone=call.time_zone,
            url=f"/practices/{practice.slug}/status",
        )


def _secretariat() -> list[User]:
    return list(db.session.scalars(select(User).where(User.role == "secretariat").order_by(User.id)))

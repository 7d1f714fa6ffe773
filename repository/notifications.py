"""Who is told what about a practice. Submitters never learn who reviewed."""

from sqlalchemy import select

from hub.auth.models import User
from hub.db import db
from hub.notifications import tell
from hub.policy import Actor
from hub.workflow import Transition
from repository.models import Adaptation, Practice, PracticeUpdate, Review


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


def update_submitted(practice: Practice) -> None:
    """Tell the secretariat that an update waits."""
    for person in _secretariat():
        tell(person, "update_submitted", practice, url=f"/practices/{practice.slug}/update")


def update_decided(actor: Actor, update: PracticeUpdate) -> None:
    """Tell the authors what became of their update."""
    url = f"/practices/{update.practice.slug}/update" if update.status == "returned" else ""
    _tell_writers(actor, update.practice, "update_decided", status=update.status, comment=update.reason or "", url=url)


def still_right(practice: Practice) -> None:
    """Ask the authors whether the practice is still right."""
    since = practice.confirmed_at.date().isoformat() if practice.confirmed_at else ""
    _tell_writers(None, practice, "practice_still_right", since=since, url=f"/practices/{practice.slug}/status")


def confirmed(practice: Practice) -> None:
    """Tell the secretariat, which asked for an update, that the authors find everything still right."""
    for person in _secretariat():
        tell(person, "practice_confirmed", practice, url=f"/practices/{practice.slug}/desk")


def withdrawal_asked(practice: Practice) -> None:
    """Tell the secretariat that the authors want their practice withdrawn."""
    for person in _secretariat():
        tell(person, "withdrawal_asked", practice, url=f"/practices/{practice.slug}/withdrawal")


def withdrawal_refused(actor: Actor, practice: Practice, comment: str) -> None:
    """Tell the authors why the practice stays public."""
    _tell_writers(actor, practice, "withdrawal_refused", comment=comment)


def adaptation_told(adaptation: Adaptation) -> None:
    """Tell the secretariat that an adaptation is to be checked."""
    for person in _secretariat():
        tell(person, "adaptation_told", adaptation)


def adaptation_decided(actor: Actor, adaptation: Adaptation) -> None:
    """Tell whoever told it what became of it, and the authors of the practice that it was reused."""
    author = adaptation.author
    if author is not None and author.id != actor.id:
        tell(author, "adaptation_decided", adaptation, status=adaptation.status, comment=adaptation.reason or "")
    if adaptation.status == "public":
        for person in adaptation.practice.writers:
            if person.id not in (actor.id, adaptation.author_id):
                tell(person, "practice_adapted", adaptation)


def _tell_writers(actor: Actor | None, practice: Practice, event: str, **data: str) -> None:
    for person in practice.writers:
        if actor is None or person.id != actor.id:
            tell(person, event, practice, **data)


def _secretariat() -> list[User]:
    return list(db.session.scalars(select(User).where(User.role == "secretariat").order_by(User.id)))

"""The sample practices, told from published documents, each in some state of its way."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from hub.auth.models import User
from hub.db import db, transactional
from hub.sample import told_in
from repository.models import Practice
from repository.models.rules import CRITERIA
from repository.models.version import PUBLISHED
from repository.operations import confirm, create, move
from repository.operations.reviewing import declare, give_review, invite
from repository.operations.versions import keep_version
from repository.sample import curated
from repository.schemas import PracticeSchema

ABOUT_THE_SAMPLE = ("seed", "state", "submitter", "published_at")


@transactional
def load() -> None:
    """Load what is not there yet."""
    for slug, told in told_in("practices"):
        if db.session.scalar(select(Practice.id).where(Practice.slug == slug)) is None:
            _load(slug, told)
    curated.load()


def _load(slug: str, told: dict[str, Any]) -> None:
    submitter = _person(told["submitter"])
    values = {name: value for name, value in told.items() if name not in ABOUT_THE_SAMPLE}
    practice = create(submitter, PracticeSchema().load(values, partial=True))
    practice.slug = slug
    _lead_to(practice, told["state"], submitter)
    if "published_at" in told:
        practice.published_at = datetime.fromisoformat(told["published_at"]).replace(tzinfo=UTC)
        practice.status_since = practice.published_at
        keep_version(practice, PUBLISHED, at=practice.published_at)
        confirm(submitter, practice)


def _person(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


def _lead_to(practice: Practice, state: str, submitter: User) -> None:
    """Take the practice through the workflow, step by step, as people would."""
    secretariat = _person("secretariat@example.org")
    if state in ("draft", "approved", "published"):
        practice.status = state
        return
    move(submitter, practice, "submitted")
    if state == "submitted":
        return
    move(secretariat, practice, "screening")
    if state == "screening":
        return
    reviewers = [_person(f"reviewer.{name}@example.org") for name in ("un", "academia", "ngo")]
    reviews = [invite(secretariat, practice, reviewer) for reviewer in reviewers]
    move(secretariat, practice, "under_review")
    for review in reviews[:2]:
        declare(review.reviewer, review, conflict=None)
    give_review(reviewers[0], reviews[0], _review())
    if state in ("changes_requested", "declined"):
        move(secretariat, practice, state, _COMMENTS[state])


_COMMENTS = {
    "changes_requested": "Please describe the results with a figure or an evaluation, and name the partners.",
    "declined": "This is a report rather than a practice that others could repeat. You are welcome to submit the "
    "work that followed from it.",
}


def _review() -> dict[str, Any]:
    scores = {f"{one.key}_score": "4" for one in CRITERIA}
    comments = {f"{one.key}_comment": "Shown clearly enough in the text." for one in CRITERIA}
    return (
        scores
        | comments
        | {
            "recommendation": "changes",
            "private_note": None,
            "comment": "A useful practice. The text should say more about what it changed.",
        }
    )

"""A practice in review, with reviewers who say what a test needs."""

from typing import Any

from hub.auth.models import User
from repository import operations
from repository.models import Practice, Review
from repository.schemas import review_schema
from tests.factories import practice, user

ABLE = {"password_hash": "one that no password has"}
"""Who has a password gets mails."""


def reviewer(*, un: bool = False, **special: Any) -> User:
    return user("reviewer", **ABLE | {"category": "un-entity" if un else "academia", "country": "NO"} | special)


def answers(review: Review, recommendation: str = "approve", comment: str = "Publish it.", score: int = 4) -> Any:
    """A whole review, as a form or a program sends it."""
    values: dict[str, str] = {"recommendation": recommendation, "comment": comment}
    for criterion in review.rules.criteria:
        values |= {f"{criterion.key}_score": str(score), f"{criterion.key}_comment": f"On {criterion.key}."}
    return values


def give(review: Review, recommendation: str = "approve", comment: str = "Publish it.", score: int = 4) -> None:
    """Accept, if that is still to be done, and hand in a review."""
    if review.state == "invited":
        operations.declare(review.reviewer, review, conflict=None)
    values = review_schema(review.rules)().load(answers(review, recommendation, comment, score))
    operations.give_review(review.reviewer, review, values)


class Scene:
    """A practice under review, the secretariat, and three reviewers who are invited."""

    def __init__(self, **special: Any) -> None:
        self.secretariat = user("secretariat", **ABLE)
        self.submitter = user("focal_point", **ABLE)
        self.practice: Practice = practice("draft", submitter=self.submitter, **special)
        operations.move(self.submitter, self.practice, "submitted")
        operations.move(self.secretariat, self.practice, "screening")
        self.reviewers = [reviewer(un=True), reviewer(), reviewer()]
        for person in self.reviewers:
            operations.invite(self.secretariat, self.practice, person)
        operations.move(self.secretariat, self.practice, "under_review")

    def review_of(self, person: User) -> Review:
        return next(r for r in self.practice.current_reviews if r.reviewer_id == person.id)

    def decide(self, target: str, comment: str | None = None, **more: Any) -> None:
        operations.move(self.secretariat, self.practice, target, comment, **more)

    def all_give(self, *recommendations: str) -> None:
        for person, recommendation in zip(self.reviewers, recommendations, strict=True):
            give(self.review_of(person), recommendation)

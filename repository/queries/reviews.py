"""Reading reviews, their rules, and the letters and points that came of them.

Where no actor is asked for, what is read is public or the secretariat's, or the actor has opened its practice already.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor, opened
from repository.models import (
    DecisionLetter,
    Practice,
    PracticePoint,
    Review,
    ReviewRules,
)
from repository.models.rules import DEFAULT, Rules
from repository.queries.due import IN_HAND
from repository.queries.phrases import HEADING


def review(actor: Actor, review_id: int) -> Review:
    """A review, if the actor may open it. Raises NotFound."""
    return opened(actor, db.session.get(Review, review_id))


def own_review(actor: User, review_id: int) -> Review:
    """The actor's own review; not even the secretariat acts on another's. Raises NotFound."""
    found = review(actor, review_id)
    if found.reviewer_id != actor.id:
        raise NotFound
    return found


def reviews_of(actor: Actor) -> list[Review]:
    """The reviews that wait for this reviewer, the most urgent first."""
    query = (
        select(Review)
        .join(Review.practice)
        .options(contains_eager(Review.practice).options(*HEADING))
        .where(Review.reviewer_id == actor.id, IN_HAND)
    )
    return list(db.session.scalars(query.order_by(Review.due_at)))


def reviewer_pool() -> list[User]:
    """Everybody who can be invited to review, by name."""
    return list(db.session.scalars(select(User).where(User.role == "reviewer").order_by(User.name, User.id)))


def open_reviews() -> dict[int, int]:
    """How many reviews each reviewer has in hand, by the ids of reviewers who have some."""
    query = select(Review.reviewer_id, func.count()).join(Review.practice).where(IN_HAND).group_by(Review.reviewer_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def newest_rules() -> ReviewRules | None:
    """The rules of review that the secretariat set last; None as long as those in the code hold."""
    return db.session.scalar(select(ReviewRules).order_by(ReviewRules.id.desc()).limit(1))


def rules_in_force() -> Rules:
    """The rules under which a review that begins now is done."""
    kept = newest_rules()
    return kept.rules if kept else DEFAULT


def rules_of(practice: Practice) -> Rules:
    """The rules of its present review round; of a draft, whose review has not begun, those in force."""
    return rules_in_force() if practice.status == "draft" else practice.rules


def points(practice: Practice, round: int | None = None) -> list[PracticePoint]:
    """What the authors of a practice that the actor has opened were asked to change; in one round, or in all."""
    query = select(PracticePoint).where(PracticePoint.practice_id == practice.id)
    if round is not None:
        query = query.where(PracticePoint.round == round)
    return list(db.session.scalars(query.order_by(PracticePoint.round, PracticePoint.number)))


def letters(practice: Practice) -> list[DecisionLetter]:
    """The decision letters on a practice that the actor may follow, the newest first."""
    query = select(DecisionLetter).where(DecisionLetter.practice_id == practice.id)
    return list(db.session.scalars(query.order_by(DecisionLetter.number.desc())))

"""The letter by which the secretariat tells the authors what it has decided."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel.numbers import format_decimal
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from hub.auth.models import User
from hub.db import db
from hub.i18n import language
from hub.policy import Actor
from repository import queries
from repository.models import DecisionLetter, Practice, Review
from repository.models.review import SUBMITTED, in_drawn_order
from repository.operations.reviewing.anonymity import refuse_names


def language_of(practice: Practice) -> str:
    """The language in which its submitter is written to."""
    return (practice.submitter.language if practice.submitter else None) or "en"


def compose(practice: Practice, decision: str, comment: str = "") -> str:
    """A letter in the submitter's language, made of the decision, the reason, the scores and the comments."""
    given = _given(practice)
    with force_locale(language_of(practice)):
        # Without what the frame of pages needs: there is no request where a command decides.
        template = current_app.jinja_env.get_template("repository/letter.txt")
        text = template.render(
            practice=practice,
            decision=decision,
            comment=comment,
            rules=practice.rules,
            averages=averages(given),
            comments=[(r.name_for_submitter or _("Reviewer %(number)s", number=n), r.comment)
                      for n, r in enumerate(given, 1)],
        )  # fmt: skip
    return text.strip()


def composed(practice: Practice, decision: str, comment: str) -> str:
    """A composed letter to go out as it is. Raises Invalid where what the reviewers say names one of them."""
    refuse_reviewers_names(practice, {"letter": "\n".join(review.comment or "" for review in _given(practice))})
    return compose(practice, decision, comment)


def _given(practice: Practice) -> list[Review]:
    return in_drawn_order(review for review in practice.current_reviews if review.state == SUBMITTED)


def averages(reviews: Iterable[Review]) -> list[tuple[str, str]]:
    """The average score of each criterion that somebody scored, in the language in use."""
    by_criterion: dict[str, list[int]] = {}
    for review in reviews:
        for criterion in review.rules.criteria:
            score = review.scores.get(criterion.key, {}).get("score")
            if score is not None:
                by_criterion.setdefault(criterion.label, []).append(score)
    return [
        (label, format_decimal(sum(scores) / len(scores), "0.0", locale=language()))
        for label, scores in by_criterion.items()
    ]


def keep_letter(actor: Actor, practice: Practice, decision: str, text: str) -> DecisionLetter:
    """Keep a letter as it goes out; part of the running transaction."""
    earlier = queries.letters(practice)
    letter = DecisionLetter(
        practice_id=practice.id,
        number=earlier[0].number + 1 if earlier else 1,
        round=practice.round,
        decision=decision,
        author_id=actor.id,
        language=language_of(practice),
        text=text,
    )
    db.session.add(letter)
    return letter


def refuse_reviewers_names(practice: Practice, texts: Mapping[str, Any]) -> None:
    """Raise Invalid for a text to the authors that names a reviewer who is not to be named.

    Authors know each other, also those who once refused to review.
    """
    named = {review.reviewer_id for review in practice.reviews if review.name_for_submitter}
    named |= {author.id for author in practice.writers}
    unnamed: list[User] = [review.reviewer for review in practice.reviews if review.reviewer_id not in named]
    refuse_names(practice, {field: text or "" for field, text in texts.items()}, unnamed)

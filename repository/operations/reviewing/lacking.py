"""What a review round still lacks, and what its submitter may read of it."""

from typing import NamedTuple

from flask_babel import ngettext

from hub.i18n import listed
from repository.models import Practice, Review
from repository.models.review import COUNTING, SUBMITTED, in_drawn_order
from repository.models.rules import Rules
from repository.workflow import STATES_WITH_REVIEWERS


class Need(NamedTuple):
    """How many reviewers are lacking: of the United Nations, from elsewhere, and of either beyond these."""

    un: int
    others: int
    either: int

    @property
    def words(self) -> str:
        """The need in words; "" where nothing is lacking."""
        parts = []
        if self.un:
            parts.append(
                ngettext(
                    "%(num)d reviewer from the United Nations", "%(num)d reviewers from the United Nations", self.un
                )
            )
        if self.others:
            parts.append(ngettext("%(num)d reviewer from elsewhere", "%(num)d reviewers from elsewhere", self.others))
        if self.either:
            parts.append(ngettext("%(num)d more reviewer", "%(num)d more reviewers", self.either))
        return listed(parts)


def in_words(rules: Rules) -> str:
    """How many reviewers the rules ask for."""
    return Need(rules.un_reviewers, rules.other_reviewers, 0).words


def _short_of(reviews: list[Review], rules: Rules, extra: int) -> Need:
    """What these reviews lack of the number that the rules ask for."""
    un = max(rules.un_reviewers - sum(r.is_un for r in reviews), 0)
    others = max(rules.other_reviewers - sum(not r.is_un for r in reviews), 0)
    return Need(un, others, max(rules.reviewers + extra - len(reviews) - un - others, 0))


def disagree(reviews: list[Review]) -> bool:
    """Whether some recommend to publish and others to decline."""
    said = {review.recommendation for review in reviews if review.state == SUBMITTED}
    return "decline" in said and len(said) > 1


def _extra(practice: Practice) -> int:
    return practice.rules.extra_on_disagreement if disagree(practice.current_reviews) else 0


def needed_reviewers(practice: Practice) -> Need:
    """Which reviewers are still to be invited."""
    counting = [review for review in practice.current_reviews if review.state in COUNTING]
    return _short_of(counting, practice.rules, _extra(practice))


def lacking_reviewers(practice: Practice) -> str:
    """Which reviewers are still to be invited, in words; "" where enough are."""
    return needed_reviewers(practice).words


def lacking_reviews(practice: Practice) -> str:
    """Which reviews are still to come in, in words; "" where the review is complete."""
    given = [review for review in practice.current_reviews if review.state == SUBMITTED]
    return _short_of(given, practice.rules, _extra(practice)).words


def waits_for_extra(practice: Practice) -> bool:
    """Whether the recommendations disagree and the review that is to decide has not come in."""
    return practice.status == "under_review" and bool(_extra(practice)) and bool(lacking_reviews(practice))


def for_submitter(practice: Practice) -> list[Review]:
    """The reviews that the submitter may read: those handed in, once the secretariat has decided on their round."""
    decided = practice.round if practice.status not in STATES_WITH_REVIEWERS else practice.round - 1
    return in_drawn_order(r for r in practice.reviews if r.state == SUBMITTED and r.round <= decided)

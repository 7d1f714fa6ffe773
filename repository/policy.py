"""Who may do what with practices and reviews."""

from hub.policy import Mine, Related, Role, Rule, SignedIn, Where
from repository.models import Practice, PracticeAuthor, Review
from repository.workflow import EDITABLE, PUBLIC


def _reviewing(words: str, *states: str) -> Rule:
    """Reviewers whose review of the practice, in any round, is in one of these states."""
    return Related(
        words,
        lambda actor, practice: any(r.reviewer_id == actor.id and r.state in states for r in practice.reviews),
        lambda actor: Practice.reviews.any((Review.reviewer_id == actor.id) & Review.state.in_(states)),
    )


_PUBLIC = Where(Practice.status, *PUBLIC)
_SUBMITTER = Mine(Practice.submitter_id, "the submitter")
_AUTHORS = _SUBMITTER | Related(
    "a co-author who has accepted",
    lambda actor, practice: any(a.user_id == actor.id for a in practice.authors if a.user_id),
    lambda actor: Practice.authors.any(PracticeAuthor.user_id.is_not(None) & (PracticeAuthor.user_id == actor.id)),
)
_SECRETARIAT = Role("secretariat")
_DECLARED = _reviewing("a reviewer who declared no conflict of interest", "declared", "submitted")

PERMISSIONS = {
    "practice.view": _PUBLIC | _AUTHORS | _SECRETARIAT | _DECLARED,
    "practice.create": SignedIn(),
    "practice.edit": (_AUTHORS & Where(Practice.status, *EDITABLE)) | _SECRETARIAT,
    "practice.submit": _AUTHORS,
    "practice.follow": _AUTHORS | _SECRETARIAT,
    "practice.own": _SUBMITTER,
    "practice.hand_over": _SUBMITTER | _SECRETARIAT,
    "practice.decide": _SECRETARIAT,
    "review.view": Mine(Review.reviewer_id, "the reviewer") | _SECRETARIAT,
    "review.write": Mine(Review.reviewer_id, "the reviewer"),
}

"""Who may do what with practices and reviews."""

from hub.policy import Mine, Related, Role, Rule, SignedIn, Where
from repository.models import Practice, Review
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
_SECRETARIAT = Role("secretariat")
_DECLARED = _reviewing("a reviewer who declared no conflict of interest", "declared", "submitted")

PERMISSIONS = {
    "practice.view": _PUBLIC | _SUBMITTER | _SECRETARIAT | _DECLARED,
    "practice.create": SignedIn(),
    "practice.edit": (_SUBMITTER & Where(Practice.status, *EDITABLE)) | _SECRETARIAT,
    "practice.submit": _SUBMITTER,
    "practice.follow": _SUBMITTER | _SECRETARIAT,
    "practice.decide": _SECRETARIAT,
    "review.view": Mine(Review.reviewer_id, "the reviewer") | _SECRETARIAT,
    "review.write": Mine(Review.reviewer_id, "the reviewer"),
}

"""Who may do what with practices and reviews."""

from sqlalchemy import select

from hub.policy import Mine, Related, Role, Rule, SignedIn, Where
from repository.models import Adaptation, Practice, PracticeAuthor, PracticeUpdate, Review
from repository.workflow import EDITABLE, PUBLIC


def _reviewing(words: str, *states: str) -> Rule:
    """Reviewers whose review of the practice, in any round, is in one of these states."""
    return Related(
        words,
        lambda actor, practice: any(r.reviewer_id == actor.id and r.state in states for r in practice.reviews),
        lambda actor: Practice.reviews.any((Review.reviewer_id == actor.id) & Review.state.in_(states)),
    )


def _of_its_practice(rule: Rule, model: type[PracticeUpdate] | type[Adaptation]) -> Rule:
    """A rule about a practice, asked of what belongs to it."""
    return Related(
        f"{rule}, of its practice",
        lambda actor, thing: rule.allows(actor, thing.practice),
        lambda actor: model.practice_id.in_(select(Practice.id).where(rule.filter(actor))),
    )


_PUBLIC = Where(Practice.status, *PUBLIC)
_SUBMITTER = Mine(Practice.submitter_id, "the submitter")
_AUTHORS = _SUBMITTER | Related(
    "a co-author who has accepted",
    lambda actor, practice: any(a.user_id == actor.id for a in practice.authors if a.user_id),
    lambda actor: Practice.authors.any(PracticeAuthor.user_id == actor.id),
)
_SECRETARIAT = Role("secretariat")
_TELLER = Mine(Adaptation.author_id, "whoever told it")
_DECLARED = _reviewing("a reviewer who declared no conflict of interest", "declared", "submitted")

PERMISSIONS = {
    "practice.view": _PUBLIC | _AUTHORS | _SECRETARIAT | _DECLARED,
    "practice.create": SignedIn(),
    "practice.edit": (_AUTHORS & Where(Practice.status, *EDITABLE)) | _SECRETARIAT,
    "practice.submit": _AUTHORS,
    "practice.follow": _AUTHORS | _SECRETARIAT,
    "practice.see_submissions": _AUTHORS | _SECRETARIAT | _DECLARED,
    "practice.own": _SUBMITTER,
    "practice.decide": _SECRETARIAT,
    "practice.update": _AUTHORS & _PUBLIC,
    "practice.confirm": (_AUTHORS | _SECRETARIAT) & _PUBLIC,
    "update.view": _of_its_practice(_AUTHORS, PracticeUpdate) | _SECRETARIAT,
    "update.write": _of_its_practice(_AUTHORS & _PUBLIC, PracticeUpdate),
    "update.decide": _of_its_practice(_PUBLIC, PracticeUpdate) & _SECRETARIAT,
    "practice.adapt": SignedIn() & _PUBLIC,
    "adaptation.view": (Where(Adaptation.status, "public") & _of_its_practice(_PUBLIC, Adaptation))
    | _TELLER
    | _SECRETARIAT,
    "adaptation.own": _TELLER,
    "adaptation.decide": _SECRETARIAT,
    "review.view": Mine(Review.reviewer_id, "the reviewer") | _SECRETARIAT,
    "review.write": Mine(Review.reviewer_id, "the reviewer"),
}

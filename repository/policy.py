"""Who may do what with practices and reviews."""

from typing import Any

from sqlalchemy import ColumnElement, exists, false, not_, or_, select, true
from sqlalchemy.orm import aliased

from hub.auth.models import User
from hub.db import db
from hub.policy import Actor, Mine, Related, Role, Rule, SignedIn, Where
from repository.models import Adaptation, Call, Collection, Practice, PracticeAuthor, PracticeUpdate, Review
from repository.models.review import ACCEPTED, CONFLICTED
from repository.models.shown import PUBLISHED
from repository.workflow import EDITABLE, PUBLIC, STATES


def _reviews_now(actor: Actor, practice: Practice) -> bool:
    return any(r.reviewer_id == actor.id and r.state in ACCEPTED and r.is_current for r in practice.reviews)


def _reviewed_now(actor: Actor) -> ColumnElement[bool]:
    mine = (Review.reviewer_id == actor.id) & Review.state.in_(ACCEPTED)
    return Practice.reviews.any(mine & (Review.round == Practice.round))


def _of_its_practice(rule: Rule, model: type[PracticeUpdate] | type[Adaptation] | type[Review]) -> Rule:
    """A rule about a practice, asked of what belongs to it."""
    return Related(
        f"{rule}, of its practice",
        lambda actor, thing: rule.allows(actor, thing.practice if thing else None),
        lambda actor: model.practice_id.in_(select(Practice.id).where(rule.filter(actor))),
    )


_PUBLIC = Where(Practice.status, *PUBLIC)
_SUBMITTER = Mine(Practice.submitter_id, "the submitter")
_AUTHORS = _SUBMITTER | Related(
    "a co-author who has accepted",
    lambda actor, practice: any(a.user_id == actor.id for a in practice.authors if a.user_id),
    # Who is invited has no user_id yet, as guests have no id: the two must not meet.
    lambda actor: Practice.authors.any(PracticeAuthor.user_id == actor.id) if actor.id is not None else false(),
)
_SECRETARIAT = Role("secretariat")


def _ever_wrote(actor: Actor, practice: Practice) -> bool:
    return _AUTHORS.allows(actor, practice) or any(person.id == actor.id for person in practice.past_writers)


def _wrote(person: Any) -> ColumnElement[bool]:
    """The same for queries, of a person given by id."""
    return or_(
        Practice.submitter_id.is_not_distinct_from(person),  # = would be neither true nor false where it is nobody's
        Practice.authors.any(PracticeAuthor.user_id == person),
        Practice.past_writers.any(User.id == person),
    )


def _is_alone(actor: Actor, practice: Practice) -> bool:
    """Whether no colleague who never wrote it could decide; the hub itself (without an id) is not a person."""
    partial = {person.id for person in practice.all_writers} | {actor.id}
    others = (User.role == "secretariat") & User.is_active & User.id.not_in(partial)
    return actor.id is None or not db.session.scalar(select(exists().where(others)))


def _alone(actor: Actor) -> ColumnElement[bool]:
    colleague = aliased(User)
    others = (colleague.role == "secretariat") & colleague.is_active & (colleague.id != actor.id)
    impartial = select(colleague.id).where(others, not_(_wrote(colleague.id))).correlate(Practice)
    return ~impartial.exists()


def _is_impartial(actor: Actor, practice: Practice | None) -> bool:
    return practice is None or not _ever_wrote(actor, practice) or _is_alone(actor, practice)


def _impartial(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.id is None else not_(_wrote(actor.id)) | _alone(actor)


_DECIDING = _SECRETARIAT & Related("who never wrote the practice, or has no such colleague", _is_impartial, _impartial)
"""Who ever wrote a practice neither decides on it nor learns who reviews it, as long as a colleague can do it."""
_TELLER = Mine(Adaptation.author_id, "whoever told it")
_NOT_TOLD = Related(
    "who did not tell it, or has no such colleague",
    lambda actor, told: told is None or told.author_id != actor.id or _is_alone(actor, told.practice),
    lambda actor: (
        Adaptation.author_id.is_distinct_from(actor.id)
        | Adaptation.practice_id.in_(select(Practice.id).where(_alone(actor)))
    ),
)
_UNCONFLICTED = Related(
    "nobody who declared a conflict of interest",
    lambda actor, practice: not any(r.reviewer_id == actor.id and r.state == CONFLICTED for r in practice.reviews),
    lambda actor: ~Practice.reviews.any((Review.reviewer_id == actor.id) & (Review.state == CONFLICTED)),
)
_REVIEWERS = (
    Related("a reviewer of the present round who has accepted", _reviews_now, _reviewed_now)
    & _UNCONFLICTED
    & Where(Practice.status, *(state for state in STATES if state not in EDITABLE))
)
"""Who reviews reads what was handed in; what authors write meanwhile, and later rounds, are not for them to see."""

PERMISSIONS = {
    "practice.view": _PUBLIC | _AUTHORS | _SECRETARIAT | _REVIEWERS,
    "practice.create": SignedIn(),
    "practice.edit": (_AUTHORS & Where(Practice.status, *EDITABLE)) | _DECIDING,
    "practice.submit": _AUTHORS,
    "practice.follow": _AUTHORS | _SECRETARIAT,
    "practice.read_rounds": _AUTHORS | _SECRETARIAT | _REVIEWERS,
    "practice.own": _SUBMITTER,
    "practice.hand_over": _SUBMITTER | _SECRETARIAT,
    "practice.update": _AUTHORS & _PUBLIC,
    "practice.confirm": (_AUTHORS | _SECRETARIAT) & _PUBLIC,
    "practice.decide": _DECIDING,
    "call.view": Where(Call.status, PUBLISHED) | _SECRETARIAT,
    "call.edit": _SECRETARIAT,
    "collection.view": Where(Collection.status, PUBLISHED) | _SECRETARIAT,
    "collection.edit": _SECRETARIAT,
    "update.view": _of_its_practice(_AUTHORS, PracticeUpdate) | _SECRETARIAT,
    "update.write": _of_its_practice(_AUTHORS & _PUBLIC, PracticeUpdate),
    "update.decide": _of_its_practice(_PUBLIC & _DECIDING, PracticeUpdate),
    "practice.adapt": SignedIn() & _PUBLIC,
    "adaptation.view": (Where(Adaptation.status, "public") & _of_its_practice(_PUBLIC, Adaptation))
    | _TELLER
    | _SECRETARIAT,
    "adaptation.own": _TELLER,
    "adaptation.decide": _of_its_practice(_DECIDING, Adaptation) & _NOT_TOLD,
    "review.set_rules": _SECRETARIAT,
    "review.view": Mine(Review.reviewer_id, "the reviewer") | _of_its_practice(_DECIDING, Review),
    "review.write": Mine(Review.reviewer_id, "the reviewer"),
    "review.read_text": Mine(Review.reviewer_id, "the reviewer")
    & Where(Review.state, *ACCEPTED)
    & _of_its_practice(_UNCONFLICTED, Review),
}

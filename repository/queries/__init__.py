"""Reading practices and their reviews.

Where no actor is asked for, what is read is public or the secretariat's, or the actor has opened its practice already.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import contains_eager, defer, joinedload, load_only, selectinload, undefer

from hub import clock
from hub.audit import AuditEntry
from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.policy import Actor, opened, visible
from repository.models import (
    DecisionLetter,
    Handling,
    LinkCheck,
    Practice,
    PracticeAuthor,
    PracticePoint,
    PracticeVersion,
    Review,
    ReviewRules,
)
from repository.models.link import digest_of
from repository.models.practice import OBJECTIVE_TAGS
from repository.models.rules import DEFAULT, Rules
from repository.queries import past
from repository.queries.due import IN_HAND
from repository.queries.organizations import WITH_ALL_NAMES
from repository.queries.phrases import BARE, NEWEST_FIRST
from repository.workflow import EDITABLE, PUBLIC

HEADING = (
    load_only(
        Practice.slug, Practice.title, Practice.status, Practice.status_since, Practice.due_at, Practice.updated_at
    ),
    *BARE,
)
"""Of a practice that only stands in a list of things to do; the rest is loaded if somebody asks for it."""


def practice(actor: Actor, slug: str) -> Practice:
    """The practice at an address, if the actor may open it.

    Raises NotFound, or what tells more of it: Moved where it has another address now, Withdrawn where it was public.
    """
    return past.opened_or_told(actor, db.session.scalar(select(Practice).where(Practice.slug == slug)), slug)


def begun(actor: Actor, editor: str) -> Practice | None:
    """The draft that the actor began a while ago in this form, should the answer to its first save have been lost."""
    started = (
        (AuditEntry.kind == "practice")
        & (AuditEntry.thing_id == Practice.id)
        & (AuditEntry.action == "practice.create")
        & (AuditEntry.data["editor"].as_string() == editor)
    )
    query = visible(actor, Practice, "practice.own").join(AuditEntry, started)
    recent = Practice.created_at > clock.now() - timedelta(days=2)
    return db.session.scalar(query.where(recent, AuditEntry.actor_id == actor.id).limit(1)) if editor else None


def versions(practice: Practice, kind: str) -> list[PracticeVersion]:
    """The versions of a practice that the actor has opened, the newest first; see `PracticeVersion` for the kinds."""
    query = select(PracticeVersion).where(PracticeVersion.practice_id == practice.id, PracticeVersion.kind == kind)
    return list(
        db.session.scalars(query.options(defer(PracticeVersion.content)).order_by(PracticeVersion.number.desc()))
    )


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


def load(ids: Sequence[int]) -> list[Practice]:
    """Practices with what lists and search documents need, in few queries."""
    query = select(Practice).where(Practice.id.in_(ids))
    return list(db.session.scalars(query.options(WITH_ALL_NAMES, undefer(Practice.adaptation_count))))


def readable(actor: Actor) -> Select[tuple[Practice]]:
    """All practices that the actor may open, as the API shows them."""
    query = visible(actor, Practice, "practice.view")
    query = query.options(*(selectinload(part) for part in (Practice.attachments, Practice.call, Practice.authors)))
    if actor.is_guest:
        return query
    # Who follows a practice reads until when its reviews are due.
    return query.options(selectinload(Practice.reviews).lazyload(Review.reviewer))


def newest(limit: int) -> list[Practice]:
    """The practices published last."""
    query = select(Practice).where(Practice.status.in_(PUBLIC))
    return list(db.session.scalars(query.order_by(*NEWEST_FIRST).limit(limit)))


def on_objective(code: str, limit: int) -> list[Practice]:
    """Published practices on an objective, the newest first."""
    query = select(Practice).where(Practice.status.in_(PUBLIC), Practice.tagged(OBJECTIVE_TAGS, [code]))
    return list(db.session.scalars(query.order_by(*NEWEST_FIRST).limit(limit)))


def mine(actor: Actor) -> Select[tuple[Practice]]:
    """What the actor writes or has written, alone or with others, the last changed first."""
    query = visible(actor, Practice, "practice.submit")
    return query.order_by(Practice.updated_at.desc(), Practice.id.desc())


def mine_at(actor: Actor, slugs: Sequence[str]) -> list[Practice]:
    """What the actor writes, among the practices at some addresses, in the order in which they were begun."""
    query = visible(actor, Practice, "practice.submit").where(Practice.slug.in_(slugs))
    return list(db.session.scalars(query.order_by(Practice.id)))


def in_states(*states: str, of: Actor) -> list[Practice]:
    """Practices in these states that nobody else handles, the longest waiting first (for the secretariat)."""
    in_other_hands = (Handling.practice_id == Practice.id) & (Handling.handler_id != of.id)
    query = select(Practice).where(Practice.status.in_(states), ~exists().where(in_other_hands))
    query = query.options(*HEADING, joinedload(Practice.submitter))
    return list(db.session.scalars(query.order_by(Practice.status_since, Practice.id)))


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


def to_write(actor: Actor) -> list[Practice]:
    """The actor's drafts, and the practices that wait for their changes."""
    query = visible(actor, Practice, "practice.submit").where(Practice.status.in_(EDITABLE))
    return list(db.session.scalars(query.options(*HEADING).order_by(Practice.status_since)))


def bulk_outcomes(entry_id: int) -> list[tuple[int, str]]:
    """What became of each practice that something was done with in one go (see `operations.bulk`). Raises NotFound."""
    entry = db.session.get(AuditEntry, entry_id)
    if entry is None or entry.action != "practice.bulk":
        raise NotFound
    return [(practice_id, refused) for practice_id, refused in entry.data["outcomes"]]


def invitations_to(actor: User) -> list[PracticeAuthor]:
    """The invitations to write together that wait for an answer at the address of this account."""
    query = select(PracticeAuthor).where(PracticeAuthor.email == actor.email, PracticeAuthor.token_digest.is_not(None))
    inviting = joinedload(PracticeAuthor.practice).options(*HEADING, joinedload(Practice.submitter))
    return list(db.session.scalars(query.options(inviting).order_by(PracticeAuthor.id)))


def link_checks(practice: Practice) -> list[tuple[dict[str, Any], LinkCheck | None]]:
    """The links of a practice, each with what the hub knows of it."""
    digests = [digest_of(link["url"]) for link in practice.links]
    query = select(LinkCheck).where(LinkCheck.url_digest.in_(digests))
    known = {check.url_digest: check for check in db.session.scalars(query)} if digests else {}
    return [(link, known.get(digest)) for link, digest in zip(practice.links, digests, strict=True)]

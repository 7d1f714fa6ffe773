"""Reading practices, and what belongs to one.

Where no actor is asked for, what is read is public or the secretariat's, or the actor has opened its practice already.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import defer, joinedload, selectinload, undefer

from hub import clock
from hub.audit import AuditEntry, history
from hub.auth.models import User
from hub.db import db
from hub.policy import Actor, visible
from repository.models import (
    Handling,
    Practice,
    PracticeAuthor,
    PracticeVersion,
    Review,
)
from repository.models.practice import OBJECTIVE_TAGS
from repository.queries import past
from repository.queries.organizations import WITH_ALL_NAMES
from repository.queries.phrases import HEADING, NEWEST_FIRST
from repository.workflow import EDITABLE, PUBLIC


def practice(actor: Actor, slug: str) -> Practice:
    """The practice at an address, if the actor may open it.

    Raises NotFound, or what tells more of it: Moved where it has another address now, Withdrawn where it was public.
    """
    return past.opened_or_told(actor, db.session.scalar(select(Practice).where(Practice.slug == slug)), slug)


def begun(actor: Actor, editor: str, values: Mapping[str, Any]) -> Practice | None:
    """The draft that the actor began a while ago in this form, should the answer to its first save have been lost.

    Whoever goes back to the form in their browser begins another practice in it: so the draft counts only while
    nothing but this form has written it, and what is sent goes on from its title.
    """
    started = (
        (AuditEntry.kind == "practice")
        & (AuditEntry.thing_id == Practice.id)
        & (AuditEntry.at >= Practice.created_at)  # or it began another draft, which had the number before
        & (AuditEntry.action == "practice.create")
        & (AuditEntry.data["editor"].as_string() == editor)
    )
    query = visible(actor, Practice, "practice.own").join(AuditEntry, started)
    recent = Practice.created_at > clock.now() - timedelta(days=2)
    query = query.where(recent, AuditEntry.actor_id == actor.id).order_by(Practice.id.desc()).limit(10)
    found = db.session.scalars(query) if editor else ()
    return next((draft for draft in found if _goes_on(draft, values) and _is_of_one_form(draft, editor)), None)


def _goes_on(draft: Practice, values: Mapping[str, Any]) -> bool:
    """Whether this is what somebody types next who has typed the draft: a longer title, or a shorter one."""
    name = "title" if draft.title else "summary"
    was, now = getattr(draft, name) or "", values.get(name) or ""
    return bool(now) and (now.startswith(was) or was.startswith(now))


def _is_of_one_form(draft: Practice, editor: str) -> bool:
    edits = history(draft, AuditEntry.action == "practice.edit")
    return all(entry.data.get("editor") == editor for entry in edits)


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
    # Who follows a practice reads until when its reviews are due; who has written it does not decide on it.
    return query.options(selectinload(Practice.reviews).lazyload(Review.reviewer), selectinload(Practice.past_writers))


def newest(limit: int) -> list[Practice]:
    """The practices published last."""
    return _newest(limit)


def on_objective(code: str, limit: int) -> list[Practice]:
    """Published practices on an objective, the newest first."""
    return _newest(limit, Practice.tagged(OBJECTIVE_TAGS, [code]))


def _newest(limit: int, *conditions: ColumnElement[bool]) -> list[Practice]:
    # Numbers first: whole rows of thousands of practices would be sorted for the few that are shown.
    ids = select(Practice.id).where(Practice.status.in_(PUBLIC), *conditions).order_by(*NEWEST_FIRST).limit(limit)
    return list(db.session.scalars(select(Practice).where(Practice.id.in_(ids)).order_by(*NEWEST_FIRST)))


def mine(actor: Actor) -> Select[tuple[Practice]]:
    """What the actor writes or has written, alone or with others, the last changed first."""
    query = visible(actor, Practice, "practice.submit")
    return query.order_by(Practice.updated_at.desc(), Practice.id.desc())


def mine_at(actor: Actor, slugs: Sequence[str]) -> list[Practice]:
    """What the actor writes, among the practices at some addresses, in the order in which they were begun."""
    query = visible(actor, Practice, "practice.submit").where(Practice.slug.in_(slugs))
    return list(db.session.scalars(query.order_by(Practice.id)))


def in_states(*states: str, of: Actor) -> list[Practice]:
    """Practices in these states that they decide on and nobody else handles, the longest waiting first."""
    in_other_hands = (Handling.practice_id == Practice.id) & (Handling.handler_id != of.id)
    query = visible(of, Practice, "practice.decide").where(Practice.status.in_(states), ~exists().where(in_other_hands))
    query = query.options(*HEADING, joinedload(Practice.submitter))
    return list(db.session.scalars(query.order_by(Practice.status_since, Practice.id)))


def to_write(actor: Actor) -> list[Practice]:
    """The actor's drafts, and the practices that wait for their changes."""
    query = visible(actor, Practice, "practice.submit").where(Practice.status.in_(EDITABLE))
    return list(db.session.scalars(query.options(*HEADING).order_by(Practice.status_since)))


def invitations_to(actor: User) -> list[PracticeAuthor]:
    """The invitations to write together that wait for an answer at the address of this account."""
    query = select(PracticeAuthor).where(PracticeAuthor.email == actor.email, PracticeAuthor.token_digest.is_not(None))
    inviting = joinedload(PracticeAuthor.practice).options(*HEADING, joinedload(Practice.submitter))
    return list(db.session.scalars(query.options(inviting).order_by(PracticeAuthor.id)))


def versions(practice: Practice, kind: str) -> list[PracticeVersion]:
    """The versions of a practice that the actor has opened, the newest first; see `PracticeVersion` for the kinds."""
    query = select(PracticeVersion).where(PracticeVersion.practice_id == practice.id, PracticeVersion.kind == kind)
    return list(
        db.session.scalars(query.options(defer(PracticeVersion.content)).order_by(PracticeVersion.number.desc()))
    )

"""Reading spaces, threads and posts: every list passes the policy."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from discussions.models import MODERATOR, Post, PostRevision, Space, SpaceRole, Thread
from discussions.models.post import PER_PAGE
from discussions.workflow import HELD, VISIBLE
from hub import clock
from hub.auth.models import User
from hub.db import db
from hub.errors import NotFound
from hub.kinds import Ref
from hub.pagination import Page
from hub.policy import PERMISSIONS, Actor, can, opened, visible

A_MOMENT = timedelta(minutes=1)


def space(actor: Actor, slug: str) -> Space:
    """The space at an address, if the actor may read it. Raises NotFound."""
    return opened(actor, db.session.scalar(select(Space).where(Space.slug == slug)))


def thread(actor: Actor, space_slug: str, slug: str) -> Thread:
    """The thread at an address, if the actor may read it. Raises NotFound."""
    query = select(Thread).join(Thread.space).where(Space.slug == space_slug, Thread.slug == slug)
    return _readable_thread(actor, query)


def thread_by_id(actor: Actor, thread_id: int) -> Thread:
    """The thread of this id, if the actor may read it. Raises NotFound."""
    return _readable_thread(actor, select(Thread).where(Thread.id == thread_id))


def _readable_thread(actor: Actor, query: Select[tuple[Thread]]) -> Thread:
    return opened(actor, db.session.scalar(query.options(joinedload(Thread.space), joinedload(Thread.author))))


def post(actor: Actor, space_slug: str, slug: str, number: int) -> Post:
    """A post by its number in a thread, if the actor may read its text. Raises NotFound."""
    around = thread(actor, space_slug, slug)
    query = select(Post).where(Post.thread_id == around.id, Post.number == number)
    return opened(actor, db.session.scalar(query.options(joinedload(Post.author))))


def spaces(actor: Actor) -> Select[tuple[Space]]:
    """The spaces that the actor may read, those with the newest posts first."""
    newest_first = (Space.last_post_at.is_(None), Space.last_post_at.desc(), Space.title, Space.id)
    return visible(actor, Space, "space.view").order_by(*newest_first)


def readable_ids(actor: Actor) -> Select[tuple[int]]:
    """The ids of the spaces that the actor may read, for conditions."""
    return select(Space.id).where(PERMISSIONS["space.view"].filter(actor))


def moderated_ids(actor: Actor) -> Select[tuple[int]]:
    """The ids of the spaces that the actor looks after, for conditions."""
    return select(Space.id).where(PERMISSIONS["space.moderate"].filter(actor))


def moderators(of: Space) -> list[User]:
    """Who looks after a space, by name."""
    mine = (SpaceRole.space_id == of.id) & (SpaceRole.role == MODERATOR)
    return list(
        db.session.scalars(select(User).join(SpaceRole, SpaceRole.user_id == User.id).where(mine).order_by(User.name))
    )


def moderated(actor: Actor) -> list[Space]:
    """The spaces that the actor looks after, by name."""
    return list(db.session.scalars(visible(actor, Space, "space.moderate").order_by(Space.title)))


def parts(of: Space) -> list[SpaceRole]:
    """Who has which part in a space: its moderators, then its members."""
    mine = select(SpaceRole).where(SpaceRole.space_id == of.id)
    return list(db.session.scalars(mine.order_by(SpaceRole.role.desc(), SpaceRole.email)))


def part(of: Space, part_id: int) -> SpaceRole:
    """Somebody's part in a space. Raises NotFound."""
    found = db.session.get(SpaceRole, part_id)
    if found is None or found.space_id != of.id:
        raise NotFound
    return found


def threads(actor: Actor, of: Space) -> Select[tuple[Thread]]:
    """The threads of a space that the actor may read: pinned ones, then those with the newest posts."""
    mine = visible(actor, Thread, "thread.view").where(Thread.space_id == of.id)
    return mine.options(joinedload(Thread.author)).order_by(
        Thread.pinned.desc(), Thread.last_post_at.desc(), Thread.id.desc()
    )


def thread_total(actor: Actor, of: Space) -> int | None:
    """The number of those threads where the space's counter knows it; None: count."""
    return of.thread_count if actor.is_guest else None


def threads_where(actor: Actor, *conditions: ColumnElement[bool], limit: int = 5) -> list[Thread]:
    """Some threads that the actor may read, those with the newest posts first, with their spaces."""
    query = visible(actor, Thread, "thread.view").where(Thread.post_count > 0, *conditions)
    query = query.options(joinedload(Thread.space)).order_by(Thread.last_post_at.desc(), Thread.id.desc())
    return list(db.session.scalars(query.limit(limit)))


def on_objective(actor: Actor, code: str, limit: int = 5) -> list[Thread]:
    """The newest discussions on an objective."""
    return threads_where(actor, Thread.tagged("objectives", [code]), limit=limit)


def about(actor: Actor, ref: Ref, limit: int = 10) -> list[Thread]:
    """The discussions about a thing of another feature."""
    return threads_where(actor, Thread.about_kind == ref.kind, Thread.about_id == ref.id, limit=limit)


def open_consultations(actor: Actor, limit: int = 5) -> list[Thread]:
    """The consultations that take answers now, the one that closes first on top."""
    now = clock.now()
    is_open = or_(Thread.opens_at.is_(None), Thread.opens_at <= now)
    found = threads_where(actor, Thread.closes_at > now, is_open, Thread.locked.is_(False), limit=50)
    return sorted(found, key=lambda thread: (thread.closes_at or now, thread.id))[:limit]


def posts(actor: Actor, of: Thread) -> Select[tuple[Post]]:
    """The posts of a thread in their order: what the actor may read, and what they may know was removed."""
    mine = visible(actor, Post, "post.list").where(Post.thread_id == of.id)
    return mine.options(joinedload(Post.author)).order_by(Post.number)


def page_of_posts(actor: Actor, of: Thread, number: int) -> Page:
    """One page: a range of post numbers, found by the index wherever in the thread it is. Raises NotFound."""
    last = (
        db.session.scalar(
            posts(actor, of).with_only_columns(Post.number).order_by(None).order_by(Post.number.desc()).limit(1)
        )
        or 0
    )
    first = (number - 1) * PER_PAGE + 1
    if first > max(last, 1):
        raise NotFound
    found = db.session.scalars(posts(actor, of).where(Post.number.between(first, first + PER_PAGE - 1)))
    return Page(list(found), last, number, PER_PAGE)


def post_total(actor: Actor, of: Thread) -> int:
    """How many posts of a thread the actor finds in the list."""
    counted = posts(actor, of).options().order_by(None).with_only_columns(func.count(Post.id))
    return db.session.scalar(counted) or 0


def sent_just_now(actor: Actor, to: Thread, body: str) -> Post | None:
    """The actor's newest post in the thread, if it is this text and a moment old: a double click, a page sent again."""
    newest = select(Post).where(Post.thread_id == to.id, Post.author_id == actor.id).order_by(Post.number.desc())
    last = db.session.scalar(newest.limit(1))
    again = last and last.body == body and last.state in (VISIBLE, HELD) and clock.now() - last.created_at < A_MOMENT
    return last if again else None


def readable_posts(actor: Actor, ids: Collection[int]) -> dict[int, Post]:
    """Those of these posts whose text the actor may read, by id."""
    if not ids:
        return {}
    query = visible(actor, Post, "post.view").where(Post.id.in_(ids)).options(joinedload(Post.author))
    return {found.id: found for found in db.session.scalars(query)}


def load_posts(ids: Sequence[int]) -> list[Post]:
    """Posts with their threads and spaces, in few queries."""
    around = (joinedload(Post.thread), joinedload(Post.space).lazyload(Space.tags), joinedload(Post.author))
    return list(db.session.scalars(select(Post).where(Post.id.in_(ids)).options(*around)))


def load_threads(ids: Sequence[int]) -> list[Thread]:
    """Threads with their spaces."""
    query = select(Thread).where(Thread.id.in_(ids))
    return list(db.session.scalars(query.options(joinedload(Thread.space).lazyload(Space.tags))))


@dataclass(frozen=True)
class Version:
    """A text that a post had, or has."""

    number: int
    body_html: str
    written_at: datetime
    public: bool


def versions(actor: Actor, of: Post) -> list[Version]:
    """The present text of a post and the earlier ones that the actor may read, newest first."""
    query = select(PostRevision).where(PostRevision.post_id == of.id).order_by(PostRevision.version.desc())
    if of.author_id != actor.id and not can(actor, "post.moderate", of):
        query = query.where(PostRevision.public)
    present = Version(of.version, of.body_html, of.edited_at or of.created_at, True)
    return [
        present,
        *(Version(r.version, r.body_html, r.written_at, r.public) for r in db.session.scalars(query)),
    ]


def quotable(actor: Actor, of: Thread, number: int) -> Post | None:
    """The post of this number, where the actor may read and so quote it."""
    mine = visible(actor, Post, "post.view").where(Post.thread_id == of.id, Post.number == number)
    return db.session.scalar(mine.options(joinedload(Post.author)))


def by_ids(ids: Collection[int]) -> list[Space]:
    """The spaces of these ids."""
    return list(db.session.scalars(select(Space).where(Space.id.in_(ids))))

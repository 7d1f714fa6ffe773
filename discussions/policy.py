"""Who may do what in the discussions."""

from typing import Any

from sqlalchemy import ColumnElement, false, select, true

from discussions.models import MODERATOR, Post, Space, SpaceRole, Thread
from discussions.workflow import DELETED, HIDDEN, VISIBLE
from hub.db import db
from hub.policy import Actor, Mine, Related, Role, Rule, SignedIn, Where


def _part_in_space(words: str, *conditions: ColumnElement[bool]) -> Rule:
    """People with a part in the space. Somebody who is merely of the role `moderator` has none."""
    roles = select(SpaceRole.space_id).where(*conditions)

    def one(actor: Actor, space: Any) -> bool:
        if actor.id is None:
            return False
        mine = roles.where(SpaceRole.user_id == actor.id, SpaceRole.space_id == space.id)
        return db.session.scalar(mine) is not None

    return Related(words, one, lambda actor: Space.id.in_(roles.where(SpaceRole.user_id == actor.id)))


def _in_space(model: type[Thread] | type[Post], rule: Rule) -> Rule:
    """A rule about the space, asked of what stands in it."""
    return Related(
        f"(in a space: {rule})",
        lambda actor, thing: rule.allows(actor, thing.space),
        lambda actor: model.space_id.in_(select(Space.id).where(rule.filter(actor))),
    )


_SECRETARIAT = Role("secretariat")
_MODERATES = _SECRETARIAT | _part_in_space("a moderator of the space", SpaceRole.role == MODERATOR)
_READS = (
    Where(Space.access, "public")
    | (Where(Space.access, "members") & SignedIn())
    | _SECRETARIAT
    | _part_in_space("a moderator or an invited member of the space", true())
)


def _moderates_somewhere(actor: Actor) -> bool:
    mine = select(SpaceRole.id).where(SpaceRole.user_id == actor.id, SpaceRole.role == MODERATOR)
    return actor.id is not None and db.session.scalar(mine.limit(1)) is not None


_MODERATES_SOMEWHERE = Related(
    "a moderator of any space",
    lambda actor, _thing: _moderates_somewhere(actor),
    lambda actor: true() if _moderates_somewhere(actor) else false(),
)
_HAS_POSTS = Related(
    "it has published posts",
    lambda _actor, thread: thread.post_count > 0,
    lambda _actor: Thread.post_count > 0,
)
_WAS_PUBLIC = Related(
    "others could read it",
    lambda _actor, post: post.published_at is not None,
    lambda _actor: Post.published_at.is_not(None),
)
_NOT_DELETED = Related(
    "it is not deleted", lambda _actor, post: post.state != DELETED, lambda _actor: Post.state != DELETED
)
_POST_CONCERNED = Mine(Post.author_id, "the author") | _in_space(Post, _MODERATES)

_THREAD_VIEW = _in_space(Thread, _READS) & (
    _HAS_POSTS | Mine(Thread.author_id, "the author") | _in_space(Thread, _MODERATES)
)
_POST_VIEW = _in_space(Post, _READS) & (Where(Post.state, VISIBLE) | (_NOT_DELETED & _POST_CONCERNED))

PERMISSIONS = {
    "space.view": _READS,
    "space.write": SignedIn() & _READS,
    "space.moderate": _MODERATES,
    "space.create": _SECRETARIAT,
    "discussion.import": _SECRETARIAT,
    "discussion.export": _SECRETARIAT,
    "queue.view": _SECRETARIAT | _MODERATES_SOMEWHERE,
    "thread.view": _THREAD_VIEW,
    "thread.write": SignedIn() & _THREAD_VIEW,
    "thread.moderate": _in_space(Thread, _MODERATES),
    "post.view": _POST_VIEW,
    "post.list": _in_space(Post, _READS)
    & ((Where(Post.state, VISIBLE, HIDDEN, DELETED) & _WAS_PUBLIC) | _POST_CONCERNED),
    "post.edit": _in_space(Post, _READS) & Mine(Post.author_id, "the author"),
    "post.report": SignedIn() & _POST_VIEW,
    "post.moderate": _in_space(Post, _MODERATES),
}

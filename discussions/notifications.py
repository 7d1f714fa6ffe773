"""Who hears of what: never its author, and never somebody who may not read it."""

from collections.abc import Mapping
from typing import Any

from discussions.models import Post, Space
from hub.auth.models import User
from hub.notifications import tell
from hub.policy import Actor, can

_EVENTS = {
    "approve": "post_approved",
    "reject": "post_rejected",
    "hide": "post_hidden",
    "restore": "post_restored",
}


def answered(actor: Actor, post: Post) -> None:
    """Tell the author of a thread of a new answer."""
    starter = post.thread.author
    if starter.id not in (post.author_id, actor.id) and starter.is_active and can(starter, "post.view", post):
        tell(starter, "thread_answered", post)


def decided(actor: Actor, post: Post, decision: str, given: Mapping[str, Any]) -> None:
    """Tell the author what a moderator decided, and of a post that appears now whom it answers."""
    if decision in _EVENTS and post.author_id != actor.id and post.author.is_active:
        tell(
            post.author,
            _EVENTS[decision],
            post,
            explanation=given.get("explanation") or "",
            reason=given.get("reason") or "",
        )
    if decision == "approve":
        answered(actor, post)


def held(actor: Actor, post: Post) -> None:
    """Tell the author that reports of readers sent the post back to the moderators."""
    if post.author_id != actor.id and post.author.is_active:
        tell(post.author, "post_held", post)


def invited(actor: Actor, space: Space, user: User, role: str) -> None:
    """Tell somebody of their part in a space."""
    if user.id != actor.id and user.is_active:
        tell(user, "space_invited", space, role=role)

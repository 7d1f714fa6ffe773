"""What moderators do: decide on posts, lock and pin threads; and what members do: report."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from discussions import notifications
from discussions.models import Post, Thread
from discussions.operations.counting import appear, disappear
from discussions.operations.posts import lock, withhold
from discussions.workflow import DECISIONS, VISIBLE
from hub import audit, moderation
from hub.db import transactional
from hub.errors import Conflict
from hub.policy import Actor, require


@transactional
def decide(
    actor: Actor,
    post: Post,
    decision: str,
    values: Mapping[str, Any] | None = None,
    *,
    seen: int | None = None,
    version: int | None = None,
) -> Post:
    """Take a decision of the workflow on a post.

    `values` comes from `DecisionSchema` where a reason is asked for; `seen` is the item of the queue and
    `version` the text that the moderator looked at. Raises Conflict where somebody else was quicker.
    """
    require(actor, "post.moderate", post)
    lock(post)
    moderation.settle(actor, post, decision, seen=seen)
    step, given = DECISIONS[decision], values or {}
    DECISIONS.check(actor, post, step, given.get("explanation") or "")
    if version not in (None, post.version):
        raise Conflict(_("The author has changed this post since you opened it. Read it again, then decide."))
    if step.target == VISIBLE and post.state != VISIBLE:
        appear(post)
    elif post.state == VISIBLE != step.target:
        disappear(post, step.target)
    post.state, post.reason = step.target, given.get("explanation")
    moderation.note(post.space.ref, decision, "post", given.get("reason"))
    audit.record(actor, f"post.{decision}", post, **given)
    notifications.decided(actor, post, decision, given)
    return post


def approve(actor: Actor, post: Post, *, seen: int | None = None, version: int | None = None) -> Post:
    """Show a held post."""
    return decide(actor, post, "approve", seen=seen, version=version)


def reject(actor: Actor, post: Post, *, reason: str, explanation: str, seen: int | None = None) -> Post:
    """Refuse a held post; its author is told why."""
    return decide(actor, post, "reject", {"reason": reason, "explanation": explanation}, seen=seen)


def hide(actor: Actor, post: Post, *, reason: str, explanation: str, seen: int | None = None) -> Post:
    """Take a post from its readers, who see the explanation in its place."""
    return decide(actor, post, "hide", {"reason": reason, "explanation": explanation}, seen=seen)


def restore(actor: Actor, post: Post) -> Post:
    """Show a hidden or rejected post after all."""
    return decide(actor, post, "restore")


def keep(actor: Actor, post: Post, *, seen: int | None = None) -> Post:
    """Leave a reported post as it is."""
    return decide(actor, post, "keep", seen=seen)


@transactional
def report(actor: Actor, post: Post, *, reason: str, text: str | None = None) -> None:
    """Tell the moderators that something is wrong with a post. After several such reports it is held.

    Raises Conflict for the actor's own post, and for one reported before.
    """
    require(actor, "post.report", post)
    lock(post)
    if post.author_id == actor.id:
        raise Conflict(_("This is your own post. You can change or delete it."))
    if post.state != VISIBLE:
        raise Conflict(_("This post is not shown at the moment: a moderator looks at it, or has decided."))
    reports = moderation.report(actor, post, reason, text, changed_at=post.edited_at)
    moderation.hold(post, post.space.ref, "reported")
    audit.record(actor, "post.report", post, reason=reason)
    if reports >= moderation.THRESHOLD:
        withhold(post, "held_by_reports")
        moderation.note(post.space.ref, "hold", "post", "held_by_reports")
        notifications.held(actor, post)


@transactional
def set_locked(actor: Actor, thread: Thread, locked: bool) -> None:
    """Close a thread for answers, or open it again."""
    _mark(actor, thread, "locked", locked, "lock" if locked else "unlock")


@transactional
def set_pinned(actor: Actor, thread: Thread, pinned: bool) -> None:
    """Keep a thread on top of its space's list, or no longer."""
    _mark(actor, thread, "pinned", pinned, "pin" if pinned else "unpin")


def _mark(actor: Actor, thread: Thread, field: str, value: bool, action: str) -> None:
    require(actor, "thread.moderate", thread)
    if getattr(thread, field) == value:
        return
    setattr(thread, field, value)
    moderation.note(thread.space.ref, action, "thread")
    audit.record(actor, f"thread.{action}", thread)

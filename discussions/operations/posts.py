"""Writing, changing and deleting posts."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from discussions import notifications
from discussions.models import Post, PostRevision, Space, Thread
from discussions.operations.counting import appear, disappear
from discussions.operations.languages import guess_language
from discussions.workflow import DELETED, EDITABLE, HELD, VISIBLE
from hub import audit, clock, markup, moderation
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, require_seen
from hub.policy import Actor, can, require


@transactional
def answer(actor: Actor, thread: Thread, values: Mapping[str, Any]) -> Post:
    """A new post at the end of a thread; `values` comes from `NewPostSchema`.

    Raises Conflict where the thread takes no answers now, and Invalid for a quoted post that is not there.
    """
    require(actor, "thread.write", thread)
    if obstacle := closed_because(thread):
        raise Conflict(obstacle)
    quoted = quoted_post(actor, thread, values.get("quoted_post"))
    post = add_post(actor, thread, values, quoted)
    audit.record(actor, "post.create", post, state=post.state)
    if post.state == VISIBLE:
        notifications.answered(actor, post)
    return post


@transactional
def edit(actor: Actor, post: Post, values: Mapping[str, Any], *, seen: int | None = None) -> Post:
    """Change the actor's post; `values` comes from `PostSchema`, `seen` is the version that the author looked at.

    The earlier text is kept. Where every post is read first, a changed one is read again.
    Raises Overtaken where it was changed elsewhere, and Conflict in a state that allows no change.
    """
    require(actor, "post.edit", post)
    lock(post)
    if post.state not in EDITABLE or post.thread.locked:
        raise Conflict(_("This post cannot be changed now: it was hidden or deleted, or its discussion is locked."))
    require_seen(seen, post.version)
    if values["body"] != post.body:
        _keep_revision(post)
        post.body, post.body_html = values["body"], markup.render(values["body"])
        if post.state != HELD and (why := reason_to_read_again(actor, post)):
            withhold(post, why)
    post.language = values.get("language") or post.language
    audit.record(actor, "post.edit", post, version=post.version)
    return post


@transactional
def delete(actor: Actor, post: Post) -> None:
    """Take back the actor's post: its place in the thread stays, its text is shown to nobody."""
    require(actor, "post.edit", post)
    lock(post)
    if post.state == DELETED:
        raise Conflict(_("This post is deleted already."))
    if post.state == VISIBLE:
        disappear(post, DELETED)
    post.state, post.reason = DELETED, None  # why it was rejected was said to its author alone
    moderation.settle(actor, post, "delete")
    audit.record(actor, "post.delete", post)


def add_post(actor: Actor, thread: Thread, values: Mapping[str, Any], quoted: Post | None = None) -> Post:
    """Append a post, held where the space's moderation asks for it. Part of the running transaction."""
    thread.last_number = Thread.last_number + 1
    db.session.flush()  # from here on the thread's row is ours: numbers are given once
    body = values["body"]
    post = Post(
        thread=thread,
        space=thread.space,
        number=thread.last_number,
        author_id=actor.id,
        body=body,
        body_html=markup.render(body),
        quoted_post_id=quoted.id if quoted else None,
        state=HELD,
        language=values.get("language") or guess_language(body, thread.language),
    )
    db.session.add(post)
    if why := reason_to_hold(actor, thread.space):
        withhold(post, why)
    else:
        appear(post)
    return post


def withhold(post: Post, why: str) -> None:
    """Keep a post from its readers until a moderator has decided."""
    if post.state == VISIBLE:
        disappear(post, HELD)
    post.state, post.reason = HELD, None
    db.session.flush()
    moderation.hold(post, post.space.ref, why)


def reason_to_hold(actor: Actor, space: Space) -> str | None:
    """Why a new post of this person would wait for a moderator; None where it appears at once."""
    if space.moderation == "open" or can(actor, "space.moderate", space):
        return None
    if space.moderation == "pre":
        return "pre"
    known = select(Post.id).where(Post.author_id == actor.id, Post.space_id == space.id, Post.state == VISIBLE)
    return None if db.session.scalar(known.limit(1)) else "first_post"


def reason_to_read_again(actor: Actor, post: Post) -> str | None:
    """Why a changed post waits for a moderator; None where the change appears at once."""
    if can(actor, "space.moderate", post.space):
        return None
    return "edited" if post.state != VISIBLE or post.space.moderation == "pre" else None


def closed_because(thread: Thread) -> str | None:
    """Why a thread takes no answers now; None where it does."""
    return {
        "locked": _("This discussion is locked. You can read it, but not answer."),
        "upcoming": _("This consultation is not open yet. You can answer from the day it opens."),
        "closed": _("This consultation has closed. You can read the answers, but not add to them."),
    }.get("locked" if thread.locked else thread.status)


def quoted_post(actor: Actor, thread: Thread, post_id: int | None) -> Post | None:
    """The post that an answer quotes. Raises Invalid where this person cannot read it in this thread."""
    post = db.session.get(Post, post_id) if post_id else None
    if post_id and (post is None or post.thread_id != thread.id or not can(actor, "post.view", post)):
        raise Invalid({"quoted_post": [_("There is no such post in this discussion that you can quote.")]})
    return post


def lock(post: Post) -> None:
    """Have the row of a post to ourselves until the end of the transaction, as it stands now."""
    db.session.refresh(post, with_for_update=True)


def _keep_revision(post: Post) -> None:
    written = post.edited_at or post.created_at
    db.session.add(
        PostRevision(
            post_id=post.id,
            version=post.version,
            body_html=post.body_html,
            public=post.state == VISIBLE,
            written_at=written,
        )
    )
    post.version, post.edited_at = post.version + 1, clock.now()

"""Threads as lines of an export, each with its posts. Import lines go through `operations.store`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from discussions.models import Post, Thread
from discussions.operations import store
from discussions.schemas import ThreadLineSchema
from discussions.workflow import VISIBLE
from hub.db import db
from hub.exchange.exporting import in_batches
from hub.feature import Exchange
from hub.i18n import iso
from hub.policy import Actor, require, visible


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """Published posts that the actor may read, without addresses; with `everything` all, for an import.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "discussion.export")
    query = select(Thread) if everything else visible(actor, Thread, "thread.view").where(Thread.post_count > 0)
    query = query.options(joinedload(Thread.space), joinedload(Thread.author))
    return (_line(thread, everything) for thread in in_batches(query, Thread))


def _line(thread: Thread, everything: bool) -> dict[str, Any]:
    posts = select(Post).where(Post.thread_id == thread.id).options(joinedload(Post.author)).order_by(Post.number)
    if not everything:
        posts = posts.where(Post.state == VISIBLE)
    return {
        "space": thread.space.slug,
        "space_title": thread.space.title,
        "access": thread.space.access,
        "title": thread.title,
        "language": thread.language,
        "objectives": list(thread.objectives),
        **_author(thread, everything),
        "posts": [_post(post, everything) for post in db.session.scalars(posts)],
    }


def _post(post: Post, everything: bool) -> dict[str, Any]:
    told = {**_author(post, everything), "body": post.body, "language": post.language}
    return told | {"state": post.state, "reason": post.reason} if everything else told


def _author(thing: Thread | Post, everything: bool) -> dict[str, Any]:
    told = {"author": thing.author.name, "created_at": iso(thing.created_at)}
    return {"author_email": thing.author.email, **told} if everything else told


exchange = Exchange(name="discussions", schema=ThreadLineSchema, store=store, rows=rows, drafts=False)

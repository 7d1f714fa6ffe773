"""Import and export: a thread with its posts is one line."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from discussions.exchange.loading import put_thread
from discussions.models import Post, Thread
from discussions.schemas import ThreadLineSchema
from discussions.workflow import VISIBLE
from hub.db import db, transactional
from hub.feature import Exchange
from hub.i18n import iso
from hub.policy import Actor, require, visible

BATCH = 100


@transactional
def store(actor: Actor, line: Mapping[str, Any], *, publish: bool) -> Thread:
    """Take in a thread. Its posts were published elsewhere, so they are published here, `publish` or not.

    Raises Invalid where the space exists with another access.
    """
    require(actor, "discussion.import")
    return put_thread(line)


def rows(actor: Actor, everything: bool) -> Iterator[dict[str, Any]]:
    """Published posts that the actor may read, without addresses; with `everything` all, for an import.

    Raises Forbidden where `everything` is not for this actor.
    """
    if everything:
        require(actor, "discussion.export")
    query = select(Thread) if everything else visible(actor, Thread, "thread.view").where(Thread.post_count > 0)
    query = query.options(joinedload(Thread.space), joinedload(Thread.author)).order_by(Thread.id).limit(BATCH)
    last = 0
    while batch := list(db.session.scalars(query.where(Thread.id > last))):
        for thread in batch:
            yield _line(thread, everything)
        last = batch[-1].id


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

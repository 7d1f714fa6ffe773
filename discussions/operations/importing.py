"""Taking in whole threads at once, from imports and the sample: bulk statements, little memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, insert, select

from discussions.models import Post, Space, Thread
from discussions.operations.languages import guess_language
from discussions.workflow import HELD, HIDDEN, VISIBLE
from hub import clock, freshness, markup, moderation
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Invalid
from hub.policy import Actor, require
from hub.search import capture
from hub.slugs import unique_slug

CHUNK = 1_000
Line = Mapping[str, Any]


@transactional
def store(actor: Actor, line: Line, *, publish: bool) -> Thread:
    """Take in a thread. Its posts were published elsewhere, so they are published here, `publish` or not.

    Raises Invalid where the space exists with another access.
    """
    require(actor, "discussion.import")
    return put_thread(line)


def put_thread(line: Line) -> Thread:
    """Store a line of `ThreadLineSchema`, in the running transaction; a thread of its title is updated."""
    space = _space(line)
    people = _people([line, *line["posts"]])
    thread = db.session.scalar(select(Thread).where(Thread.space_id == space.id, Thread.title == line["title"]))
    if thread is None:
        slug = unique_slug(Thread, line["title"], Thread.space_id == space.id)
        thread = Thread(
            space=space,
            last_number=0,
            post_count=0,
            slug=slug,
            title=line["title"],
            author_id=people[line["author_email"]],
            created_at=line.get("created_at") or clock.now(),
        )
        db.session.add(thread)
    thread.language, thread.objectives = line["language"], line.get("objectives") or ()
    db.session.flush()
    _put_posts(thread, line["posts"], people)
    _count_again(thread)
    return thread


def _space(line: Line) -> Space:
    space = db.session.scalar(select(Space).where(Space.slug == line["space"]))
    if space is None:
        space = Space(
            slug=line["space"],
            title=line.get("space_title") or line["space"],
            access=line.get("access") or "public",
            thread_count=0,
            post_count=0,
        )
        db.session.add(space)
        db.session.flush()
    elif line.get("access") not in (None, space.access):
        raise Invalid({"access": [_("The space exists already, with another access.")]})
    return space


def _people(told: Iterable[Line]) -> dict[str, int]:
    """The accounts of these authors by address; unknown ones are created, as members without a password."""
    names = {line["author_email"]: line.get("author") for line in told}
    found: dict[str, int] = {}
    emails = sorted(names)
    for start in range(0, len(emails), CHUNK):
        known = select(User.email, User.id).where(User.email.in_(emails[start : start + CHUNK]))
        found.update((email, user_id) for email, user_id in db.session.execute(known))
    new = [
        User(email=email, name=name or email.partition("@")[0], role="member")
        for email, name in names.items()
        if email not in found
    ]
    db.session.add_all(new)
    db.session.flush()
    return found | {user.email: user.id for user in new}


def _put_posts(thread: Thread, told: list[Line], people: dict[str, int]) -> None:
    known = _known(thread)
    rows: list[dict[str, Any]] = []
    for line in told:
        author_id, moment = people[line["author_email"]], line.get("created_at")
        old = known.get((author_id, moment or line["body"]))
        if old is None:
            thread.last_number += 1
            rows.append(_row(thread, author_id, line, thread.last_number))
        elif old.body != line["body"]:
            old.body, old.body_html = line["body"], markup.render(line["body"])
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(Post), rows[start : start + CHUNK])
    if rows:
        freshness.mark(db.session())
        first = rows[0]["number"]
        new = list(
            db.session.execute(select(Post.id, Post.state).where(Post.thread_id == thread.id, Post.number >= first))
        )
        capture.touch("post", [post_id for post_id, _state in new])
        _queue([post_id for post_id, state in new if state == HELD], thread.space)


def _known(thread: Thread) -> dict[tuple[int, datetime | str], Post]:
    """Posts by what a line names them by: author and time, or author and text where it gives no time."""
    if not thread.last_number:
        return {}
    posts = list(db.session.scalars(select(Post).where(Post.thread_id == thread.id)))
    by_text: dict[tuple[int, datetime | str], Post] = {(post.author_id, post.body): post for post in posts}
    return by_text | {(post.author_id, post.created_at): post for post in posts}


def _row(thread: Thread, author_id: int, line: Line, number: int) -> dict[str, Any]:
    moment, state = line.get("created_at") or clock.now(), line.get("state") or VISIBLE
    return {
        "thread_id": thread.id,
        "space_id": thread.space_id,
        "number": number,
        "author_id": author_id,
        "body": line["body"],
        "body_html": markup.render(line["body"]),
        "state": state,
        "version": 1,
        "reason": line.get("reason") if state != HELD else None,
        "created_at": moment,
        "published_at": moment if state in (VISIBLE, HIDDEN) else None,
        "language": line.get("language") or guess_language(line["body"], thread.language),
    }


def _queue(ids: list[int], space: Space) -> None:
    for post in db.session.scalars(select(Post).where(Post.id.in_(ids))) if ids else ():
        item = moderation.hold(post, space.ref, "pre" if space.moderation == "pre" else "first_post")
        item.since = post.created_at


def _count_again(thread: Thread) -> None:
    shown = select(func.count(Post.id), func.max(Post.published_at))
    number, latest = db.session.execute(shown.where(Post.thread_id == thread.id, Post.state == VISIBLE)).one()
    space, before = thread.space, thread.post_count
    space.post_count += number - before
    space.thread_count += (number > 0) - (before > 0)
    thread.post_count, thread.last_post_at = number, latest or thread.created_at
    if latest:
        space.last_post_at = max(latest, space.last_post_at or latest)
    db.session.flush()

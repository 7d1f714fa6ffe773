"""Starting threads, and changing what stands on top of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from discussions.models import Post, Space, Thread
from discussions.operations.posts import add_post
from hub import audit
from hub.db import db, transactional
from hub.kinds import Ref
from hub.policy import Actor, require
from hub.search import capture
from hub.slugs import unique_slug

CONSULTATION_FIELDS = ("opens_at", "closes_at", "questions", "feeds")


@transactional
def start(actor: Actor, space: Space, values: Mapping[str, Any], *, about: Ref | None = None) -> Thread:
    """A new thread with its first post; `values` comes from `ThreadSchema`.

    Those who look after the space may make it a consultation. `about` is what the thread discusses.
    """
    require(actor, "space.write", space)
    consultation = {name: values[name] for name in CONSULTATION_FIELDS if values.get(name)}
    if consultation:
        require(actor, "space.moderate", space)
    thread = Thread(
        space=space,
        slug=unique_slug(Thread, values["title"], Thread.space_id == space.id),
        title=values["title"],
        author_id=actor.id,
        language=values["language"],
        **consultation,
    )
    thread.objectives = values.get("objectives") or ()
    if about is not None:
        thread.about_kind, thread.about_id = about
    db.session.add(thread)
    db.session.flush()
    post = add_post(actor, thread, values)
    audit.record(actor, "thread.create", thread, state=post.state)
    return thread


@transactional
def revise_thread(actor: Actor, thread: Thread, values: Mapping[str, Any]) -> Thread:
    """Change title, objectives and the dates and questions of a consultation; from `ThreadSettingsSchema`."""
    require(actor, "thread.moderate", thread)
    before = thread.objectives
    for name, value in values.items():
        setattr(thread, name, value or [] if name == "questions" else value)
    if thread.objectives != before:
        capture.touch("post", db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)))
    audit.record(actor, "thread.edit", thread, fields=sorted(values))
    return thread

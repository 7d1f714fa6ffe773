"""Spaces, threads and posts as readers get them."""

from typing import Any

from marshmallow import Schema, fields

from discussions.addresses import described, post_url, space_url, thread_url
from discussions.models import Post, Thread
from hub.api import PAGE, Time, full_url
from hub.auth.actors import current_actor
from hub.policy import Actor, can


class SpaceOut(Schema):
    """A space."""

    slug = fields.String()
    title = fields.String()
    description = fields.String(allow_none=True)
    access = fields.String(metadata={"description": "public, members or private"})
    moderation = fields.String(metadata={"description": "open, first_post or pre"})
    languages = fields.List(fields.String())
    objectives = fields.List(fields.String())
    thread_count = fields.Integer()
    post_count = fields.Integer()
    last_post_at = Time(allow_none=True)
    url = fields.Function(lambda space: space_url(space, _external=True), metadata=PAGE)


class AuthorOut(Schema):
    """Who wrote it, without address."""

    name = fields.String()
    organization = fields.String(allow_none=True)


class ConsultationOut(Schema):
    """What makes a thread a consultation."""

    opens_at = Time(allow_none=True)
    closes_at = Time(allow_none=True)
    questions = fields.List(fields.String())
    feeds = fields.String(allow_none=True)


class ThreadOut(Schema):
    """A thread; `consultation` and `about` are null for most."""

    id = fields.Integer()
    space = fields.String(attribute="space.slug")
    title = fields.String()
    author = fields.Nested(AuthorOut)
    language = fields.String()
    objectives = fields.List(fields.String())
    pinned = fields.Boolean()
    status = fields.String(metadata={"description": "open, upcoming, closed, locked or waiting"})
    post_count = fields.Integer()
    created_at = Time()
    last_post_at = Time()
    consultation = fields.Function(
        lambda thread: ConsultationOut().dump(thread) if thread.is_consultation else None,
        metadata={"type": ["object", "null"]},
    )
    about = fields.Function(lambda thread: _about(thread), metadata={"type": ["object", "null"]})
    url = fields.Function(lambda thread: thread_url(thread, _external=True), metadata=PAGE)


class PostOut(Schema):
    """A post; the text of one that you may not read is null."""

    id = fields.Integer()
    thread = fields.Integer(attribute="thread_id")
    number = fields.Integer()
    state = fields.String(metadata={"description": "visible, held, hidden, rejected or deleted"})
    author = fields.Nested(AuthorOut, allow_none=True)
    body = fields.String(allow_none=True)
    body_html = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    quoted_post = fields.Integer(attribute="quoted_post_id", allow_none=True)
    language = fields.String()
    created_at = Time()
    edited_at = Time(allow_none=True)
    url = fields.Function(lambda post: post_url(post, _external=True), metadata=PAGE)


_TEXT = ("author", "body", "body_html", "quoted_post", "edited_at")

RemovedPostOut = PostOut.from_dict({name: fields.Constant(None) for name in _TEXT}, name="RemovedPostOut")
"""The fact that there was a post, for those who may not read it."""


def shown_to(actor: Actor, post: Post) -> dict[str, Any]:
    """A post with the fields that this reader may see."""
    schema = PostOut() if can(actor, "post.view", post) else RemovedPostOut()
    return dict(schema.dump(post))


def _about(thread: Thread) -> dict[str, Any] | None:
    about = described(current_actor(), thread.about)
    if about is None:
        return None
    return {"kind": about.ref.kind, "id": about.public_id, "title": about.title, "url": full_url(about.url)}

"""Spaces, threads and posts as the API gives them."""

from typing import Any

from flask import request
from marshmallow import Schema, fields

from discussions.addresses import described, post_url, space_url, thread_url
from discussions.models import Post, Space, Thread
from hub.auth.models import User
from hub.i18n import iso
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
    last_post_at = fields.String(allow_none=True)
    url = fields.String()


class ThreadOut(Schema):
    """A thread; `consultation` and `about` are null for most."""

    id = fields.Integer()
    space = fields.String()
    title = fields.String()
    author = fields.Dict()
    language = fields.String()
    objectives = fields.List(fields.String())
    pinned = fields.Boolean()
    status = fields.String(metadata={"description": "open, upcoming, closed, locked or waiting"})
    post_count = fields.Integer()
    created_at = fields.String()
    last_post_at = fields.String()
    consultation = fields.Dict(allow_none=True)
    about = fields.Dict(allow_none=True)
    url = fields.String()


class PostOut(Schema):
    """A post; the text of one that you may not read is null."""

    id = fields.Integer()
    thread = fields.Integer()
    number = fields.Integer()
    state = fields.String(metadata={"description": "visible, held, hidden, rejected or deleted"})
    author = fields.Dict(allow_none=True)
    body = fields.String(allow_none=True)
    body_html = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    quoted_post = fields.Integer(allow_none=True)
    language = fields.String()
    created_at = fields.String()
    edited_at = fields.String(allow_none=True)
    url = fields.String()


def dump_space(space: Space) -> dict[str, Any]:
    """A space for its readers."""
    names = ("slug", "title", "description", "access", "moderation", "thread_count", "post_count")
    return {name: getattr(space, name) for name in names} | {
        "languages": list(space.languages),
        "objectives": list(space.objectives),
        "last_post_at": _moment(space.last_post_at),
        "url": space_url(space, _external=True),
    }


def dump_thread(actor: Actor, thread: Thread) -> dict[str, Any]:
    """A thread for one of its readers."""
    names = ("id", "title", "language", "pinned", "status", "post_count")
    return {name: getattr(thread, name) for name in names} | {
        "space": thread.space.slug,
        "author": dump_author(thread.author),
        "objectives": list(thread.objectives),
        "created_at": iso(thread.created_at),
        "last_post_at": iso(thread.last_post_at),
        "consultation": _consultation(thread),
        "about": _about(actor, thread),
        "url": thread_url(thread, _external=True),
    }


def dump_post(actor: Actor, post: Post) -> dict[str, Any]:
    """A post for one of its readers; where its text is not for them, the fact that it was there."""
    names = ("id", "number", "state", "reason", "language")
    readable = can(actor, "post.view", post)
    return {name: getattr(post, name) for name in names} | {
        "thread": post.thread_id,
        "author": dump_author(post.author) if readable else None,
        "body": post.body if readable else None,
        "body_html": post.body_html if readable else None,
        "quoted_post": post.quoted_post_id if readable else None,
        "created_at": iso(post.created_at),
        "edited_at": _moment(post.edited_at) if readable else None,
        "url": post_url(post, _external=True),
    }


def dump_author(author: User) -> dict[str, Any]:
    """Who wrote it, without address."""
    return {"name": author.name, "organization": author.organization}


def _consultation(thread: Thread) -> dict[str, Any] | None:
    if not thread.is_consultation:
        return None
    return {
        "opens_at": _moment(thread.opens_at),
        "closes_at": _moment(thread.closes_at),
        "questions": thread.questions,
        "feeds": thread.feeds,
    }


def _about(actor: Actor, thread: Thread) -> dict[str, Any] | None:
    about = described(actor, thread.about)
    if about is None:
        return None
    url = request.host_url.rstrip("/") + about.url
    return {"kind": about.ref.kind, "id": about.public_id, "title": about.title, "url": url}


def _moment(moment: Any) -> str | None:
    return iso(moment) if moment else None

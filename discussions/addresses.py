"""Where spaces, threads and posts are found on the site, and where that is which they discuss."""

from typing import Any, NamedTuple

from flask import request, url_for

from discussions.models import Post, Space, Thread
from hub import kinds
from hub.auth.actors import current_actor
from hub.errors import NotFound
from hub.forms import row_number
from hub.kinds import Ref
from hub.policy import Actor, can


def space_url(space: Space, view: str = "space", **values: Any) -> str:
    """The address of a page of a space."""
    return url_for(f"discussions.{view}", space_slug=space.slug, **values)


def thread_url(thread: Thread, view: str = "thread", **values: Any) -> str:
    """The address of a page of a thread."""
    return url_for(f"discussions.{view}", space_slug=thread.space.slug, slug=thread.slug, **values)


def post_url(post: Post, **values: Any) -> str:
    """The permalink of a post."""
    page = post.page if post.page > 1 else None
    return thread_url(post.thread, page=page, _anchor=f"post-{post.number}", **values)


def post_tool_url(post: Post, view: str, **values: Any) -> str:
    """The address of a page about one post, such as its history."""
    return thread_url(post.thread, view, number=post.number, **values)


class About(NamedTuple):
    """Something of another feature that is discussed, known here only by its reference."""

    ref: Ref
    public_id: str
    title: str
    url: str


def described(actor: Actor, ref: Ref | None) -> About | None:
    """A thing in words, where the actor may open it."""
    thing: Any = kinds.resolve(ref) if ref else None
    if ref is None or thing is None or not can(actor, kinds.get(ref.kind).permission, thing):
        return None
    kind = kinds.get(ref.kind)
    return About(ref, kind.public_id(thing), kind.title(thing), kind.url(thing))


def asked_about() -> About | None:
    """What `?about=practice:12` names. Raises NotFound where the actor may not open it."""
    name, _colon, number = request.args.get("about", "").partition(":")
    if not name:
        return None
    known, thing_id = name in {kind.name for kind in kinds.all_kinds()}, row_number(number)
    found = described(current_actor(), Ref(name, thing_id)) if known and thing_id is not None else None
    if found is None:
        raise NotFound
    return found

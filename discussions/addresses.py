"""Where spaces, threads and posts are found on the site."""

from typing import Any

from flask import url_for

from discussions.models import Post, Space, Thread


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

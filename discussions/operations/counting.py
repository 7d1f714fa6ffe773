"""The counters of threads and spaces: kept with each change, so that no list has to count."""

from sqlalchemy import func, select

from discussions.models import Post, Space, Thread
from discussions.workflow import VISIBLE
from hub import clock
from hub.db import db


def appear(post: Post) -> None:
    """Show a post to the readers of its space."""
    post.state, post.reason = VISIBLE, None
    post.published_at = post.published_at or clock.now()
    latest = max(post.published_at, post.thread.last_post_at) if post.thread.post_count else post.published_at
    _count(post.thread, 1)
    post.thread.last_post_at = latest
    post.space.last_post_at = max(latest, post.space.last_post_at or latest)
    db.session.flush()


def disappear(post: Post, state: str) -> None:
    """Take a visible post from the readers of its space."""
    post.state = state
    _count(post.thread, -1)
    shown = select(func.max(Post.published_at)).where(Post.thread_id == post.thread_id, Post.state == VISIBLE)
    post.thread.last_post_at = db.session.scalar(shown) or post.thread.created_at
    db.session.flush()
    latest = select(func.max(Thread.last_post_at)).where(Thread.space_id == post.space_id, Thread.post_count > 0)
    post.space.last_post_at = db.session.scalar(latest)
    db.session.flush()


def _count(thread: Thread, change: int) -> None:
    """The database adds, so that posts written at the same time are all counted."""
    thread.post_count = Thread.post_count + change
    db.session.flush()
    thread.space.post_count = Space.post_count + change
    if (thread.post_count, change) in ((1, 1), (0, -1)):
        thread.space.thread_count = Space.thread_count + change
    db.session.flush()

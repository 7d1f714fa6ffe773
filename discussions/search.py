"""How threads and posts are found.

A thread is found by its title and the questions of its consultation, a post by its own words: no text is
indexed twice. Who may find them is a token of the space, so that a change of its access works at once,
without indexing anything again. Held, hidden, rejected and deleted posts have no document.
"""

from discussions import queries
from discussions.models import Post, Thread
from discussions.workflow import VISIBLE
from hub.db import db
from hub.markup import plain
from hub.policy import Actor
from hub.search.engines import Document


def audience(actor: Actor) -> frozenset[str]:
    """One token for each space that the actor may read."""
    return frozenset(_token(space_id) for space_id in db.session.scalars(queries.readable_ids(actor)))


def thread_document(thread: Thread) -> Document | None:
    """A thread that has published posts."""
    if not thread.post_count:
        return None
    return Document(
        kind="thread",
        id=thread.id,
        title=thread.title,
        body="\n".join([*thread.questions, thread.feeds or ""]).strip(),
        language=thread.language,
        audience=frozenset({_token(thread.space_id)}),
        updated_at=thread.created_at,
        facets=_facets("thread", thread, thread),
    )


def post_document(post: Post) -> Document | None:
    """A published post."""
    if post.state != VISIBLE:
        return None
    return Document(
        kind="post",
        id=post.id,
        title="",
        body=plain(post.body_html),
        language=post.language,
        audience=frozenset({_token(post.space_id)}),
        updated_at=post.published_at or post.created_at,
        facets=_facets("post", post, post.thread),
    )


def _facets(kind: str, thing: Thread | Post, thread: Thread) -> dict[str, tuple[str, ...]]:
    return {
        "type": (kind,),
        "objective": thread.objectives,
        "language": (thing.language,),
        "year": (str(thing.created_at.year),),
    }


def _token(space_id: int) -> str:
    return f"space:{space_id}"

"""Spaces, threads and posts for tests, made by the operations that people use."""

from itertools import count
from typing import Any

from discussions import moderation, operations
from discussions.models import MEMBER, MODERATOR, Post, Space, SpaceRole, Thread
from hub.auth.models import User
from hub.db import db, transaction
from tests.factories import user

_numbers = count(1)


def person(role: str = "member", **special: Any) -> User:
    """Somebody with a password, so that mails reach them."""
    return user(role, password_hash="set", **special)


def space(
    access: str = "public",
    rule: str = "open",
    *,
    moderators: tuple[User, ...] = (),
    members: tuple[User, ...] = (),
    **special: Any,
) -> Space:
    """A space with its people."""
    n = next(_numbers)
    with transaction():
        made = Space(
            slug=special.pop("slug", f"space-{n}"),
            title=special.pop("title", f"Space {n}"),
            access=access,
            moderation=rule,
            description=special.pop("description", "For tests"),
        )
        db.session.add(made)
        db.session.flush()
        for role, people in ((MODERATOR, moderators), (MEMBER, members)):
            for one in people:
                db.session.add(SpaceRole(space_id=made.id, user_id=one.id, email=one.email, role=role))
    return made


def thread(author: User, within: Space, title: str = "", body: str = "The first post", **special: Any) -> Thread:
    """A thread with its first post."""
    values = {"title": title or f"Thread {next(_numbers)}", "body": body, "language": "en", **special}
    return operations.start(author, within, values)


def post(author: User, within: Thread, body: str = "An answer", **special: Any) -> Post:
    """An answer."""
    return operations.answer(author, within, {"body": body, **special})


def first_post(of: Thread) -> Post:
    """The post that a thread begins with."""
    return db.session.query(Post).filter_by(thread_id=of.id, number=1).one()


def in_state(author: User, moderator: User, within: Thread, state: str, body: str) -> Post:
    """A post that came into its state as posts do."""
    space, rule = within.space, within.space.moderation
    with transaction():
        space.moderation = "pre" if state in ("held", "rejected") else "open"
    made = post(author, within, body)
    with transaction():
        space.moderation = rule
    if state == "hidden":
        moderation.hide(moderator, made, reason="other", explanation="Names a person")
    elif state == "deleted":
        operations.delete(author, made)
    elif state == "rejected":
        moderation.reject(moderator, made, reason="other", explanation="Not here")
    return made


def address(of: Thread | Post | Space, tail: str = "") -> str:
    """Where it is on the site."""
    if isinstance(of, Space):
        return f"/discussions/{of.slug}{tail}"
    if isinstance(of, Post):
        return f"{address(of.thread)}/{of.number}{tail}"
    return f"/discussions/{of.space.slug}/{of.slug}{tail}"

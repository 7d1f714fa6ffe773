"""The sample discussions: invented people talk about the practices of the sample."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from discussions.models import MEMBER, MODERATOR, Space, Thread
from discussions.operations.importing import put_thread
from discussions.operations.spaces import give_role
from discussions.schemas import PostLineSchema, ThreadLineSchema
from discussions.workflow import HIDDEN
from hub import kinds, moderation
from hub.auth.queries import by_email
from hub.db import db, transactional
from hub.sample import told_in

_END_OF_DAY = time(23, 59, 59)


@transactional
def load() -> None:
    """Load the spaces that are not there yet."""
    for _name, told in told_in("discussions"):
        if db.session.scalar(select(Space.id).where(Space.slug == told["space"])) is None:
            _load(told)


def _load(told: dict[str, Any]) -> None:
    space = Space(
        slug=told["space"],
        title=told["space_title"],
        description=told["description"],
        access=told["access"],
        moderation=told["moderation"],
    )
    space.languages, space.objectives = told["languages"], told.get("objectives", ())
    db.session.add(space)
    db.session.flush()
    for role, emails in ((MEMBER, told.get("members", ())), (MODERATOR, told["moderators"])):
        for email in emails:
            give_role(space, email, by_email(email), role)
    for thread in told["threads"]:
        _load_thread(space, thread)


def _load_thread(space: Space, told: dict[str, Any]) -> None:
    posts = [_post_line(post) for post in told["posts"]]
    names = ("title", "language", "objectives", "author_email", "created_at")
    line = {name: told[name] for name in names if name in told} | {"space": space.slug, "posts": posts}
    thread = put_thread(ThreadLineSchema().load(line))
    thread.pinned, thread.locked = told.get("pinned", False), told.get("locked", False)
    consultation = told.get("consultation", {})
    thread.opens_at = _moment(consultation.get("opens"), time())
    thread.closes_at = _moment(consultation.get("closes"), _END_OF_DAY)
    thread.questions, thread.feeds = consultation.get("questions", []), consultation.get("feeds")
    if told.get("practice"):
        _set_about(thread, "practice", told["practice"])
    for post in posts:
        if post.get("state") == HIDDEN:
            moderation.note(space.ref, "hide", "post", "other")


def _post_line(told: dict[str, Any]) -> dict[str, Any]:
    fields = PostLineSchema().fields
    line = {name: value for name, value in told.items() if name in fields}
    return line | ({"reason": told["hidden_reason"]} if "hidden_reason" in told else {})


def _set_about(thread: Thread, kind_name: str, title: str) -> None:
    """Point a thread at a thing of another feature, known by its title, where there is one."""
    model: Any = kinds.get(kind_name).model
    found = db.session.scalar(select(model.id).where(model.title == title))
    if found is not None:
        thread.about_kind, thread.about_id = kind_name, found


def _moment(day: str | None, at: time) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), at, UTC) if day else None

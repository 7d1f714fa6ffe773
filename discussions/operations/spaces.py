"""Running spaces."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from discussions import notifications
from discussions.models import MEMBER, MODERATOR, Space, SpaceRole
from hub import audit
from hub.auth.models import User
from hub.auth.queries import by_email
from hub.db import db, transactional
from hub.errors import Forbidden, Invalid
from hub.policy import Actor, can, require
from hub.slugs import unique_slug


@transactional
def create_space(actor: Actor, values: Mapping[str, Any]) -> Space:
    """A new space; `values` comes from `SpaceSchema`."""
    require(actor, "space.create")
    space = Space(slug=unique_slug(Space, values["title"]))
    for name, value in values.items():
        setattr(space, name, value)
    db.session.add(space)
    audit.record(actor, "space.create", space)
    return space


@transactional
def revise_space(actor: Actor, space: Space, values: Mapping[str, Any]) -> Space:
    """Change what a space is and who can read it. Its address stays."""
    require(actor, "space.moderate", space)
    before = {name: getattr(space, name) for name in ("access", "moderation")}
    for name, value in values.items():
        setattr(space, name, value)
    audit.record(actor, "space.edit", space, before=before, fields=sorted(values))
    return space


@transactional
def invite(actor: Actor, space: Space, *, email: str, role: str = MEMBER) -> None:
    """Give the account of this address a part in a space, and tell its owner.

    Only the secretariat names moderators, and hears where an address has no account; nobody else does.
    Raises Forbidden and Invalid.
    """
    require(actor, "space.moderate", space)
    user = by_email(email)
    if role == MODERATOR:
        if not can(actor, "space.create"):
            raise Forbidden(_("Only the secretariat names the moderators of a space."))
        if user is None:
            raise Invalid({"email": [_("There is no account with this e-mail address.")]})
    invited = give_role(space, email, user, role)
    audit.record(actor, "space.invite", space, email=email, role=role)
    if invited and user is not None:
        notifications.invited(actor, space, user, role)


def give_role(space: Space, email: str, user: User | None, role: str) -> bool:
    """Note somebody's part in a space; whether that changes anything. Part of the running transaction."""
    part = db.session.scalar(select(SpaceRole).where(SpaceRole.space_id == space.id, SpaceRole.email == email))
    user_id = user.id if user else None
    if part is None:
        part = SpaceRole(space_id=space.id, email=email)
        db.session.add(part)
    elif (part.user_id, part.role) == (user_id, role):
        return False
    part.user_id, part.role = user_id, role
    db.session.flush()
    return True


@transactional
def remove(actor: Actor, space: Space, part: SpaceRole) -> None:
    """End somebody's part in a space. Raises Forbidden where a moderator would remove another."""
    require(actor, "space.moderate", space)
    if part.role == MODERATOR and not can(actor, "space.create"):
        raise Forbidden(_("Only the secretariat names the moderators of a space."))
    audit.record(actor, "space.remove", space, email=part.email, role=part.role)
    db.session.delete(part)

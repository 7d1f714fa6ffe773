"""Writing profiles."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from experts.models import Expert
from experts.queries import claimable, own
from experts.schemas import ProfileSchema
from hub import audit, clock, markup
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, NotFound, require_seen
from hub.policy import require
from hub.slugs import unique_slug
from hub.taxonomy import reach
from hub.taxonomy.vocabulary import sort_key

VERIFIED_FIELDS = ("name", "organization", "is_un")
"""What the secretariat vouches for: a change of these is verified again."""

_LISTS = (
    "objectives",
    "topics",
    "experience_countries",
    "experience_regions",
    "links",
    "publications",
    "languages",
)
_DEFAULTS = {"visibility": "members", "availability": "available", "is_un": False, "reviewer": False}


@transactional
def save_own(actor: User, data: Mapping[str, Any], *, seen: int | None = None) -> Expert:
    """Create or replace the actor's own profile; what is not given becomes empty.

    `seen` is the version that the owner looked at. A change of what was verified sends a published profile to
    verification again. Raises Overtaken where it was saved elsewhere since, Conflict where a profile waits to be
    claimed, and Invalid where a profile that was submitted would become incomplete.
    """
    require(actor, "expert.create")
    if (expert := own(actor)) is None:
        if claimable(actor):
            raise Conflict(_("A profile was prepared for your address. Take it over first, then change it."))
        expert = Expert(user_id=actor.id, email=actor.email)
    else:
        require_seen(seen, expert.version)
    before = [getattr(expert, name) for name in VERIFIED_FIELDS]
    fill(expert, data, tuple(ProfileSchema().fields))
    if expert.status not in ("draft", "declined"):
        require_complete(expert)
    if expert.state in ("verified", "expired") and before != [getattr(expert, name) for name in VERIFIED_FIELDS]:
        enter(expert, "submitted")
    audit.record(actor, "expert.edit", expert)
    return expert


@transactional
def claim(actor: User) -> Expert:
    """Make an imported profile for the actor's confirmed address their own. Raises NotFound."""
    require(actor, "expert.create")
    expert = claimable(actor)
    if expert is None or own(actor):
        raise NotFound
    expert.user_id = actor.id
    audit.record(actor, "expert.claim", expert)
    return expert


def fill(expert: Expert, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    name = data.get("name") or expert.name
    if not name:
        raise Invalid({"name": [_("Give your name.")]})
    for field in names:
        blank: Any = [] if field in _LISTS else _DEFAULTS.get(field)
        value = data.get(field)
        setattr(expert, field, blank if value is None else value)
    expert.name, expert.sort_name = name, sort_key(name)[:120]
    expert.biography_html = markup.render(expert.biography)
    expert.reach = reach(expert.experience_countries, expert.experience_regions)
    expert.updated_at = clock.now()
    if expert.id is None:
        expert.slug = unique_slug(Expert, expert.name)
        db.session.add(expert)
        db.session.flush()


def require_complete(expert: Expert) -> None:
    schema = ProfileSchema()
    given = schema.dump(expert)
    schema.load({name: value for name, value in given.items() if value is not None})


def enter(expert: Expert, status: str) -> None:
    expert.status, expert.status_since, expert.updated_at = status, clock.now(), clock.now()

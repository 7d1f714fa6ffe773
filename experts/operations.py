"""What can be done with a profile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from experts import notifications
from experts.models import Expert
from experts.queries import claimable, own
from experts.schemas import ProfileSchema
from experts.workflow import LIFETIME, WORKFLOW
from hub import audit, clock, markup
from hub.auth.models import User
from hub.db import db, transactional
from hub.errors import Conflict, Invalid, NotFound
from hub.jobs import enqueue_at
from hub.policy import Actor, require
from hub.slugs import unique_slug
from hub.taxonomy import regions_of, with_ancestors
from hub.taxonomy.vocabulary import sort_key
from hub.workflow import Transition

EXPIRE_JOB = "experts.expire"
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
WORLD = "001"
"""The region that holds everything, and so says nothing."""
_DEFAULTS = {"visibility": "members", "availability": "available", "is_un": False, "reviewer": False}
_NO_GENDER = tuple(name for name in ProfileSchema().fields if name != "gender")


@transactional
def save_own(actor: User, data: Mapping[str, Any]) -> Expert:
    """Create or replace the actor's own profile; what is not given becomes empty.

    `version` in the data, where given, must be the profile's. A change of what was verified sends a published
    profile to verification again. Raises Conflict, and Invalid where a profile that was submitted would
    become incomplete.
    """
    require(actor, "expert.create")
    if (expert := own(actor)) is None:
        if claimable(actor):
            raise Conflict(_("A profile was prepared for your address. Take it over first, then change it."))
        expert = Expert(user_id=actor.id, email=actor.email)
    elif data.get("version") not in (None, expert.version):
        raise Conflict
    before = [getattr(expert, name) for name in VERIFIED_FIELDS]
    _fill(expert, data, tuple(ProfileSchema().fields))
    if expert.status not in ("draft", "declined"):
        _require_complete(expert)
    if expert.state in ("verified", "expired") and before != [getattr(expert, name) for name in VERIFIED_FIELDS]:
        _enter(expert, "submitted")
    audit.record(actor, "expert.edit", expert)
    return expert


def _fill(expert: Expert, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    name = data.get("name") or expert.name
    if not name:
        raise Invalid({"name": [_("Give your name.")]})
    for field in names:
        blank: Any = [] if field in _LISTS else _DEFAULTS.get(field)
        value = data.get(field)
        setattr(expert, field, blank if value is None else value)
    expert.name, expert.sort_name = name, sort_key(name)[:120]
    expert.biography_html = markup.render(expert.biography)
    in_countries = [region for code in expert.experience_countries for region in regions_of(code)]
    everywhere = with_ancestors([*expert.experience_regions, *in_countries])
    expert.reach = [region for region in everywhere if region != WORLD]
    expert.updated_at = clock.now()
    if expert.id is None:
        expert.slug = unique_slug(Expert, expert.name)
        db.session.add(expert)
        db.session.flush()


def _require_complete(expert: Expert) -> None:
    schema = ProfileSchema()
    given = schema.dump(expert)
    schema.load({name: value for name, value in given.items() if value is not None})


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


@transactional
def change(actor: Actor, expert: Expert, target: str, *, comment: str = "", consent: bool = False) -> Expert:
    """Take the step that leads to a state.

    Raises as `hub.workflow.Workflow.find` does, and Invalid for a missing reason or a missing consent.
    """
    return take(actor, expert, WORKFLOW.find(actor, expert, target), comment=comment, consent=consent)


@transactional
def take(actor: Actor, expert: Expert, step: Transition, *, comment: str = "", consent: bool = False) -> Expert:
    """Take a named step; see `change`."""
    WORKFLOW.check(actor, expert, step, comment)
    before = expert.state
    if step.name == "submit":
        _agree(expert, consent)
        _require_complete(expert)
    if step.name == "withdraw":
        expert.withdrawn_at = clock.now()
    if step.name in ("verify", "renew"):
        _prolong(expert, clock.now(), new=step.name == "verify")
    _enter(expert, step.target)
    expert.reason = comment.strip() or None if step.comment_needed else None
    audit.record(actor, f"expert.{step.name}", expert, before=before, after=expert.state, comment=comment.strip())
    notifications.stepped(actor, expert, step)
    return expert


def _enter(expert: Expert, status: str) -> None:
    expert.status, expert.status_since, expert.updated_at = status, clock.now(), clock.now()


def _agree(expert: Expert, consent: bool) -> None:
    if consent:
        expert.consent_at, expert.withdrawn_at = clock.now(), None
    elif not expert.has_consent:
        raise Invalid({"consent": [_("A profile is shown only to those who agree to it. Tick the box to agree.")]})


def _prolong(expert: Expert, since: datetime, *, new: bool) -> None:
    if new:
        expert.verified_at = since
    expert.expires_at = since + LIFETIME
    enqueue_at(expert.expires_at, EXPIRE_JOB, id=expert.id)


@transactional
def expire(expert_id: int) -> None:
    """Note that the time of a verification is over; for the worker. Nothing happens where it was renewed."""
    expert = db.session.get(Expert, expert_id)
    if expert is None or not expert.has_expired:
        return
    _enter(expert, "expired")
    notifications.expired(expert)


@transactional
def store(actor: Actor, data: Mapping[str, Any], *, publish: bool, verified_at: datetime | None = None) -> Expert:
    """Add or update the profile of an e-mail address, as an import does; with `publish` it is verified.

    Whoever imports with `publish` vouches for the person's consent. Raises Invalid where it was withdrawn.
    """
    require(actor, "expert.import")
    expert = _of_address(data["email"])
    if expert.withdrawn_at is not None:
        raise Invalid({"email": [_("This person withdrew their consent. Only they can publish their profile again.")]})
    if not publish and expert.is_published:
        publish, verified_at = True, expert.verified_at
    _fill(expert, data, _NO_GENDER)
    if publish:
        _require_complete(expert)
        since = verified_at or clock.now()
        expert.consent_at = expert.consent_at or since
        _prolong(expert, since, new=True)
        _enter(expert, "verified")
    audit.record(actor, "expert.import", expert)
    return expert


def _of_address(email: str) -> Expert:
    """The profile of an address, or of the account with this address; a new one where there is none."""
    user = db.session.scalar(select(User).where(User.email == email))
    expert = db.session.scalar(select(Expert).where(Expert.email == email))
    if expert is None and user is not None:
        expert = own(user)
    return expert or Expert(email=email, user_id=user.id if user and user.confirmed_at else None)

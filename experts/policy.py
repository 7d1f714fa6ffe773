"""Who may do what with profiles and conversations."""

from sqlalchemy import ColumnElement, and_, or_, select

from experts.models import Contact, Expert
from hub import clock
from hub.policy import Actor, Mine, Nobody, Related, Role, SignedIn, Where


def _published(_actor: Actor) -> ColumnElement[bool]:
    """The condition of `Expert.is_published` on a query."""
    return and_(
        Expert.status == "verified",
        Expert.expires_at > clock.now(),
        Expert.consent_at.is_not(None),
        Expert.withdrawn_at.is_(None),
    )


def lapsed() -> ColumnElement[bool]:
    """The condition of `Expert.has_expired` on a query."""
    return and_(Expert.status == "verified", or_(Expert.expires_at.is_(None), Expert.expires_at <= clock.now()))


def _takes_messages(_actor: Actor) -> ColumnElement[bool]:
    return Expert.availability != "unavailable"


_PUBLISHED = Related("it is verified, in date and with consent", lambda _actor, e: e.is_published, _published)
_FINDABLE = _PUBLISHED & (Where(Expert.visibility, "public") | (Where(Expert.visibility, "members") & SignedIn()))
_OWNER = Mine(Expert.user_id, "the owner")
_NOT_OWNER = Related(
    "it is not the owner",
    lambda actor, expert: actor.id is None or expert.user_id != actor.id,
    lambda actor: or_(Expert.user_id.is_(None), Expert.user_id != (actor.id or 0)),
)
_REACHABLE = Related("the expert takes messages", lambda _actor, e: e.availability != "unavailable", _takes_messages)
_UNOWNED = Related(
    "nobody has taken the profile over", lambda _a, e: e.user_id is None, lambda _a: Expert.user_id.is_(None)
)
_SECRETARIAT = Role("secretariat")

_ITS_EXPERT = Related(
    "the expert",
    lambda actor, contact: actor.id is not None and contact.expert.user_id == actor.id,
    lambda actor: Contact.expert_id.in_(select(Expert.id).where(Expert.user_id == (actor.id or 0))),
)
_ITS_SIDES = Mine(Contact.sender_id, "the sender") | _ITS_EXPERT
_REPORTED = Related(
    "it was reported",
    lambda _a, contact: contact.reported_at is not None,
    lambda _a: Contact.reported_at.is_not(None),
)
_WAS_NOT_REPORTED = Related(
    "it was not reported",
    lambda _a, contact: contact.reported_at is None,
    lambda _a: Contact.reported_at.is_(None),
)

PERMISSIONS = {
    "expert.find": _FINDABLE,
    "expert.view": _FINDABLE | _OWNER | _SECRETARIAT,
    "expert.own": _OWNER,
    "expert.create": SignedIn(),
    "expert.submit": _OWNER | (_UNOWNED & _SECRETARIAT),
    "expert.see_private": _OWNER | _SECRETARIAT,
    "expert.decide": _SECRETARIAT,
    "expert.expire": Nobody(),
    "expert.import": _SECRETARIAT,
    "expert.export_all": _SECRETARIAT,
    "expert.contact": _FINDABLE & SignedIn() & _NOT_OWNER & _REACHABLE,
    "contact.view": _ITS_SIDES | (_SECRETARIAT & _REPORTED),
    "contact.write": _ITS_SIDES & _WAS_NOT_REPORTED,
    "contact.report": _ITS_SIDES,
    "contact.settle": _SECRETARIAT & _REPORTED,
}

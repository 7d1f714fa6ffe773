"""A profile as each audience gets it from the API."""

from typing import Any

from experts.models import Expert
from experts.schemas import MemberOut, OwnerOut, PublicOut, SecretariatOut
from hub import api
from hub.i18n import iso
from hub.policy import Actor, can

_MOMENTS = ("verified_at", "consent_at", "expires_at", "updated_at")


def dump(actor: Actor, expert: Expert) -> dict[str, Any]:
    """The fields that this actor may read of a profile that they may open."""
    schema = _schema_for(actor, expert)
    shown = schema.dump(expert)
    for name in _MOMENTS:
        if name in schema.fields:
            moment = getattr(expert, name)
            shown[name] = iso(moment) if moment else None
    if "status" in schema.fields:
        shown["status"] = expert.state
    return shown | {"url": api.page_url("experts.show", slug=expert.slug)}


def _schema_for(actor: Actor, expert: Expert) -> PublicOut:
    if can(actor, "expert.own", expert):
        return OwnerOut()
    if can(actor, "expert.see_private", expert):
        return SecretariatOut()
    return PublicOut() if actor.is_guest else MemberOut()

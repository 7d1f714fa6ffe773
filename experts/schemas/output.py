"""A profile as readers get it: each audience its own schema."""

from typing import Any

from marshmallow import fields

from experts.models import Expert
from experts.schemas.profile import ProfileSchema
from experts.workflow import STATES
from hub.api import PAGE, Time, one_of, page_url
from hub.policy import Actor, can


class PublicOut(ProfileSchema):
    """A profile as everybody may read it who may open it. What only insiders see is declared apart."""

    class Meta(ProfileSchema.Meta):
        exclude: tuple[str, ...] = ("gender", "visibility", "reviewer")

    slug = fields.String(dump_only=True)
    url = fields.Function(lambda expert: page_url("experts.show", slug=expert.slug), metadata=PAGE)
    verified_at = Time(allow_none=True)


class MemberOut(PublicOut):
    """With what members may know: who is open to reviewing."""

    class Meta(ProfileSchema.Meta):
        exclude = ("gender", "visibility")


class SecretariatOut(PublicOut):
    """With the state of the profile, and what is kept for looking at balance. No e-mail address."""

    class Meta(ProfileSchema.Meta):
        exclude = ()

    status = fields.String(attribute="state", dump_only=True, metadata=one_of(*STATES))
    reason = fields.String(dump_only=True, allow_none=True)
    consent_at = Time(allow_none=True)
    expires_at = Time(allow_none=True)
    updated_at = Time()


class OwnerOut(SecretariatOut):
    """Everything, for the owner."""

    email = fields.String(dump_only=True)
    version = fields.Integer(dump_only=True)


def shown_to(actor: Actor, expert: Expert) -> dict[str, Any]:
    """A profile with the fields that this reader may see."""
    return dict(_schema_for(actor, expert).dump(expert))


def _schema_for(actor: Actor, expert: Expert) -> PublicOut:
    if can(actor, "expert.own", expert):
        return OwnerOut()
    if can(actor, "expert.see_private", expert):
        return SecretariatOut()
    return PublicOut() if actor.is_guest else MemberOut()

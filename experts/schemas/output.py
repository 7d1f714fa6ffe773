"""What each audience gets to read of a profile."""

from marshmallow import fields

from experts.schemas.profile import ProfileSchema
from hub.api import MOMENT, MOMENT_OR_NULL, PAGE


class PublicOut(ProfileSchema):
    """A profile as everybody may read it who may open it. What only insiders see is declared apart."""

    class Meta(ProfileSchema.Meta):
        exclude: tuple[str, ...] = ("gender", "visibility", "reviewer")

    slug = fields.String(dump_only=True)
    url = fields.String(dump_only=True, metadata=PAGE)
    verified_at = fields.String(dump_only=True, metadata=MOMENT_OR_NULL)


class MemberOut(PublicOut):
    """With what members may know: who is open to reviewing."""

    class Meta(ProfileSchema.Meta):
        exclude = ("gender", "visibility")


class SecretariatOut(PublicOut):
    """With the state of the profile, and what is kept for looking at balance. No e-mail address."""

    class Meta(ProfileSchema.Meta):
        exclude = ()

    status = fields.String(dump_only=True)
    reason = fields.String(dump_only=True, allow_none=True)
    consent_at = fields.String(dump_only=True, metadata=MOMENT_OR_NULL)
    expires_at = fields.String(dump_only=True, metadata=MOMENT_OR_NULL)
    updated_at = fields.String(dump_only=True, metadata=MOMENT)


class OwnerOut(SecretariatOut):
    """Everything, for the owner."""

    email = fields.String(dump_only=True)
    version = fields.Integer(dump_only=True)

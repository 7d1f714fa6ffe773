"""What is written and read: profiles, steps, messages."""

from experts.schemas.output import MemberOut, OwnerOut, PublicOut, SecretariatOut
from experts.schemas.profile import ImportSchema, OwnSchema, ProfileSchema
from experts.schemas.steps import ContactSchema, MessageSchema, ReasonSchema, ReportSchema, StepSchema

__all__ = [
    "ContactSchema",
    "ImportSchema",
    "MemberOut",
    "MessageSchema",
    "OwnSchema",
    "OwnerOut",
    "ProfileSchema",
    "PublicOut",
    "ReasonSchema",
    "ReportSchema",
    "SecretariatOut",
    "StepSchema",
]

"""What is written and read: profiles, steps, messages."""

from experts.schemas.output import OwnerOut, PublicOut, shown_to
from experts.schemas.profile import ImportSchema, OwnSchema, ProfileSchema
from experts.schemas.steps import ContactSchema, MessageSchema, ReasonSchema, ReportSchema, StepSchema

__all__ = [
    "ContactSchema",
    "ImportSchema",
    "MessageSchema",
    "OwnSchema",
    "OwnerOut",
    "ProfileSchema",
    "PublicOut",
    "ReasonSchema",
    "ReportSchema",
    "StepSchema",
    "shown_to",
]

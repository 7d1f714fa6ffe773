"""What is written and read: profiles, steps, messages."""

from experts.schemas.contact import ContactSchema, MessageSchema, ReportSchema
from experts.schemas.output import OwnerOut, PublicOut, shown_to
from experts.schemas.profile import ImportSchema, OwnSchema, ProfileSchema
from experts.schemas.step import ReasonSchema, TransitionSchema

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
    "TransitionSchema",
    "shown_to",
]

"""The tables of the Experts Database."""

from experts.models.contact import Contact, Message
from experts.models.expert import Expert

__all__ = ["Contact", "Expert", "Message"]

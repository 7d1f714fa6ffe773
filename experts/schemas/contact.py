"""What members and experts write to each other, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from hub.schemas import BaseSchema, LongText, Text


class MessageSchema(BaseSchema):
    """An answer in a conversation."""

    body = LongText(
        _l("Message"),
        _l("The hub passes it on. Neither side sees the other's address."),
        max=5_000,
        needed=True,
    )


class ContactSchema(BaseSchema):
    """The first message to an expert."""

    subject = Text(
        _l("Subject"),
        _l("What it is about, in one line."),
        min=5,
        max=150,
        needed=True,
        example=_l("Advice on a bilateral labour agreement"),
    )
    body = LongText(
        _l("Message"),
        _l("Who asks, for what, until when. The hub passes it on with your name; your address is not shown."),
        min=20,
        max=5_000,
        needed=True,
    )


class ReportSchema(BaseSchema):
    """What is wrong with a conversation."""

    reason = LongText(
        _l("What is wrong?"),
        _l("The secretariat then reads this conversation, and nobody can write in it until it has decided."),
        max=2_000,
        needed=True,
    )

    @validates_schema
    def _say_something(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("reason") and len(data["reason"]) < 10:
            raise ValidationError(_("Say a little more, so that the secretariat knows what to look for."), "reason")

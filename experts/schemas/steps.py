"""Steps along the workflow, and messages."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from hub.schemas import BaseSchema, Flag, LongText, Text


class StepSchema(BaseSchema):
    """A step along the workflow, as the API takes it."""

    to = Text(_l("State"), _l("The state that the profile is to get."), max=40, needed=True)
    comment = LongText(_l("Reason"), _l("The owner of the profile reads it."), max=2_000)
    consent = Flag(_l("The person agrees to be shown in the Experts Database"), load_default=False)


class ReasonSchema(BaseSchema):
    """Why a profile is declined or suspended."""

    comment = LongText(
        _l("Reason"),
        _l("The owner of the profile reads it. Say what would have to change."),
        max=2_000,
        needed=True,
    )


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

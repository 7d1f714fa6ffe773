"""An invitation to review, and how a reviewer answers it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from hub.schemas import (
    BaseSchema,
    Choice,
    Email,
    LongText,
    Text,
)
from repository.workflow import REFUSALS


class InvitationSchema(BaseSchema):
    """Whom the secretariat invites to review."""

    reviewer = Email(_l("E-mail of the reviewer"), needed=True)


class DeclarationSchema(BaseSchema):
    """What a reviewer declares before the text is shown."""

    interest = Choice(
        [
            ("none", _l("I have no such interest, and accept to review")),
            ("yes", _l("I have an interest and step back")),
        ],
        _l("Do you have an interest in this practice?"),
        _l(
            "You have one if you or your organization took part in it, paid for it, would gain or lose by its "
            "publication, or if you are close to those who submitted it."
        ),
        needed=True,
    )
    conflict = LongText(_l("If you step back: what is your interest?"), _l("Only the secretariat reads it."), max=1000)

    @validates_schema
    def _decide(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("interest") not in ("none", "yes"):
            raise ValidationError(_("Choose one of the two."), "interest")


class RefusalSchema(BaseSchema):
    """Why a reviewer does not review."""

    reason = Choice(list(REFUSALS.items()), _l("Why?"), needed=True)
    comment = LongText(_l("Would you like to add something?"), _l("Only the secretariat reads it."), max=1000)
    suggestion = Text(
        _l("Who could review it in your place?"),
        _l("A name and where to find the person, if you know somebody."),
        max=200,
    )

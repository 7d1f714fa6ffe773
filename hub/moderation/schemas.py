"""What members say when they report, and moderators when they decide."""

from flask_babel import lazy_gettext as _l

from hub.moderation.reasons import REASONS
from hub.schemas import BaseSchema, Choice, LongText


class ReportSchema(BaseSchema):
    """A member's report."""

    reason = Choice(list(REASONS.items()), _l("What is wrong?"), needed=True)
    text = LongText(_l("What should the moderators know?"), _l("Only they read it. You may leave it empty."), max=1_000)


class DecisionSchema(BaseSchema):
    """Why a moderator refuses or hides something."""

    reason = Choice(list(REASONS.items()), _l("Reason"), _l("It stands in the public moderation log."), needed=True)
    explanation = LongText(
        _l("What the author should know"),
        _l("It is sent to the author. Say what would make it acceptable."),
        max=500,
        needed=True,
    )


class HidingSchema(DecisionSchema):
    """Why a moderator hides something that others have read."""

    explanation = LongText(
        _l("What the author and the readers should know"),
        _l("It is sent to the author and stands in place of the post. Name nobody."),
        max=500,
        needed=True,
    )

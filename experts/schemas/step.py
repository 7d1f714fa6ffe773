"""Steps along the workflow."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, Flag, LongText, Text


class TransitionSchema(BaseSchema):
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

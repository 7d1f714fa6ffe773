"""Asking for the withdrawal of a practice, and the answer."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, LongText, Version


class WithdrawalSchema(BaseSchema):
    """Why a practice should not be public any more."""

    reason = LongText(
        _l("Why should it be withdrawn?"),
        _l("The secretariat reads it. It will stand at the address of the practice in place of the text."),
        max=1_000,
        needed=True,
    )


class WithdrawalRefusalSchema(BaseSchema):
    """Why a practice stays public."""

    comment = LongText(_l("Why does it stay public?"), _l("The authors read it."), max=1_000, needed=True)


class RefusalOfVersionSchema(WithdrawalRefusalSchema):
    """Why a practice stays public, as a program says it, with the version of the practice that it has read."""

    version = Version()

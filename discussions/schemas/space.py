"""Spaces, and who gets a part in them."""

from flask_babel import lazy_gettext as _l

from discussions.models import MEMBER, MODERATOR
from discussions.workflow import ACCESS, MODERATION
from hub.schemas import (
    BaseSchema,
    Choice,
    Codes,
    Email,
    LongText,
    Text,
)


class SpaceSchema(BaseSchema):
    """A space."""

    title = Text(_l("Name of the space"), _l("The topic in a few words."), min=3, max=120, needed=True)
    description = LongText(_l("Description"), _l("Who is it for, and what is discussed here?"), max=1_000, needed=True)
    access = Choice(list(ACCESS.items()), _l("Who can read and write?"), needed=True)
    moderation = Choice(list(MODERATION.items()), _l("When do posts appear?"), needed=True)
    languages = Codes("languages", _l("Languages"), _l("Other languages stay welcome."), max=12)
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=23)


class InvitationSchema(BaseSchema):
    """Somebody who gets a part in a space."""

    email = Email(_l("E-mail address"), _l("Somebody with an account of the hub."), max=320, needed=True)
    role = Choice(
        [(MEMBER, _l("Member: reads and writes")), (MODERATOR, _l("Moderator: also decides on posts"))],
        _l("Role in the space"),
        needed=True,
    )

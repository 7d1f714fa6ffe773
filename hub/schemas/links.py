"""Links that people give."""

from flask_babel import lazy_gettext as _l

from hub.schemas.base import BaseSchema
from hub.schemas.texts import Text, Url


class LinkSchema(BaseSchema):
    """A link with the words that lead to it."""

    label = Text(_l("Words of the link"), max=120, needed=True)
    url = Url(_l("Web address"), needed=True)

"""The address of a practice."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, Text
from hub.slugs import MAX_LENGTH


class AddressSchema(BaseSchema):
    """Another name in the address."""

    slug = Text(
        _l("Name in the address"),
        _l("Letters from a to z, digits and hyphens. The present address will lead to the new one, for ever."),
        max=MAX_LENGTH,
        needed=True,
    )

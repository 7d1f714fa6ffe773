"""An organization as people and programs name it."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, Code, Text


class OrganizationSchema(BaseSchema):
    """An organization as a form, the API and an import name it."""

    name = Text(_l("Name of the organization"), max=200, needed=True, autocomplete="organization")
    category = Code("stakeholder-categories", _l("Category"))

"""An organization as people and programs name it, and as programs get it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import PAGE, page_url
from hub.schemas import BaseSchema, Code, Text, Texts, Url
from hub.taxonomy.organizations.models import Organization


class OrganizationSchema(BaseSchema):
    """An organization as a form, the API and an import name it."""

    name = Text(
        _l("Name of the organization"), max=200, needed=True, autocomplete="off", suggestions="known-organizations"
    )
    category = Code("stakeholder-categories", _l("Category"))


class EntrySchema(BaseSchema):
    """An entry of the register, as the secretariat edits it."""

    name = Text(_l("Name"), _l("The name that is shown everywhere."), max=200, needed=True)
    category = Code("stakeholder-categories", _l("Category"))
    other_names = Texts(
        _l("Other names"),
        _l("One a line: acronyms, names in other languages, former names. Whoever types one of them means this entry."),
        max=60,
        length=200,
    )
    website = Url(_l("Website"))


class OrganizationNameOut(Schema):
    """Another name of an organization; `language` where it is known."""

    name = fields.String()
    language = fields.String(allow_none=True)


class OrganizationOut(Schema):
    """An entry of the register of organizations."""

    slug = fields.String()
    name = fields.String()
    category = fields.String(allow_none=True)
    website = fields.String(allow_none=True)
    other_names = fields.List(
        fields.Nested(OrganizationNameOut),
        metadata={"description": _l("Acronyms, names in other languages and former names.")},
    )
    practices = fields.Integer(metadata={"description": _l("How many public practices name it.")})
    url = fields.Function(lambda each: page_url("organizations.show", slug=each.slug), metadata=PAGE)


def shown(organization: Organization, practices: int) -> dict[str, Any]:
    """An organization as programs get it."""
    return dict(OrganizationOut().dump(organization)) | {"practices": practices}

"""Links that people give."""

from flask_babel import lazy_gettext as _l

from hub.schemas.base import BaseSchema
from hub.schemas.texts import Text, Url


class LinkSchema(BaseSchema):
    """A link with the words that lead to it."""

    label = Text(
        _l("Text of the link"),
        _l("What readers find there."),
        max=120,
        needed=True,
        example=_l("Evaluation report 2023"),
    )
    url = Url(
        _l("Web address"),
        _l("Copy it from the address bar of your browser."),
        needed=True,
        example="https://example.org/report.pdf",
    )

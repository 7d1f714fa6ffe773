"""Whom the submitter of a practice invites to write it together."""

from flask_babel import lazy_gettext as _l

from hub.schemas import BaseSchema, Email


class AuthorSchema(BaseSchema):
    """An e-mail address."""

    email = Email(
        _l("E-mail address of a co-author"),
        _l("We send a link to it. Whoever opens the link and accepts can write, submit and follow the practice."),
        max=254,
        needed=True,
        example="amina.diallo@example.org",
    )

"""Who writes a practice together with its submitter."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import one_of
from hub.schemas import BaseSchema, Email


class AuthorSchema(BaseSchema):
    """Whom the submitter invites."""

    email = Email(
        _l("E-mail address of a co-author"),
        _l("We send a link to it. Whoever opens the link and accepts can write, submit and follow the practice."),
        max=254,
        needed=True,
        example="amina.diallo@example.org",
    )


class AuthorOut(Schema):
    """A co-author, as all who write the practice see them."""

    name = fields.Function(lambda a: a.user.name if a.user else None, metadata={"type": ["string", "null"]})
    state = fields.Function(lambda a: "writing" if a.user else "invited", metadata=one_of("writing", "invited"))


class AuthorOutForSubmitter(AuthorOut):
    """With the address that an invitation went to, until it is accepted."""

    email = fields.Function(lambda a: None if a.user else a.email, metadata={"type": ["string", "null"]})

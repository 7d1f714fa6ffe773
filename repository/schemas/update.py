"""An update of a public practice."""

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import PAGE, Time, one_of, page_url
from hub.schemas import BaseSchema, LongText, Number, Version
from repository.schemas.practice import PracticeSchema
from repository.workflow.life import OPEN


class UpdateSchema(PracticeSchema):
    """The fields of a practice, and what is new in them."""

    note = LongText(
        _l("What is new"),
        _l("In one or two sentences. Readers see it beside the new version."),
        max=1_000,
        needed=True,
        section=_l("What is new"),
    )


class UpdateChangeSchema(UpdateSchema):
    """Some fields of an update as a program sends them, with the version that it has read."""

    version = Number(
        _l("Version"), _l("The version of the update that you read; 0 where none was begun."), first=0, last=10**9 - 1
    )


class SeenSchema(BaseSchema):
    """The version that a program has read, where that is all there is to say."""

    version = Version()


class UpdateOut(Schema):
    """An update as its authors and the secretariat get it.

    `changed` names the fields that differ from the public text, `overtaken` those that were changed there since.
    """

    practice = fields.Function(lambda update: update.practice.slug, metadata={"type": "string"})
    status = fields.String(metadata=one_of(*OPEN, "accepted", "withdrawn"))
    status_since = Time()
    note = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    version = fields.Integer()
    content = fields.Dict()
    changed = fields.List(fields.String())
    overtaken = fields.List(fields.String())
    url = fields.Function(lambda update: page_url("repository.update", slug=update.practice.slug), metadata=PAGE)

"""A practice as readers get it: each audience its own schema."""

from flask_babel import lazy_gettext as _l
from marshmallow import fields

from hub.api import MOMENT, MOMENT_OR_NULL, PAGE, one_of, page_url
from hub.files.operations import FILE_AS_JSON, file_as_json
from hub.i18n import iso
from hub.schemas import Record
from repository.schemas.practice import MORE, FocalPointSchema, PracticeSchema
from repository.workflow import STATES


class PracticeOut(PracticeSchema):
    """A practice as everybody may read it who may open it. Declared apart from what only insiders see."""

    class Meta(PracticeSchema.Meta):
        exclude = ("focal_point",)

    slug = fields.String(dump_only=True)
    status = fields.String(dump_only=True, metadata=one_of(*STATES))
    url = fields.Function(lambda practice: page_url("repository.show", slug=practice.slug), metadata=PAGE)
    published_at = fields.Function(
        lambda practice: practice.published_at and iso(practice.published_at), metadata=MOMENT_OR_NULL
    )
    updated_at = fields.Function(lambda practice: iso(practice.updated_at), metadata=MOMENT)
    attachments = fields.Function(
        lambda practice: [file_as_json(f) for f in practice.attachments],
        metadata={"type": "array", "items": FILE_AS_JSON},
    )


class PracticeOutForEditors(PracticeOut):
    """With the contact person, for the submitter and the secretariat."""

    class Meta(PracticeSchema.Meta):
        exclude = ()

    focal_point = Record(FocalPointSchema, _l("Contact person"), section=MORE)

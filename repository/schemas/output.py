"""A practice as readers get it: each audience its own schema."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import PAGE, Time, one_of, page_url
from hub.files.operations import FILE_AS_JSON, file_as_json
from hub.policy import Actor, can
from hub.schemas import Record
from repository.models import Practice
from repository.schemas.practice import MORE, FocalPointSchema, PracticeSchema
from repository.schemas.steps import STEPS
from repository.workflow import STATES


class PracticeOut(PracticeSchema):
    """A practice as everybody may read it who may open it. Declared apart from what only insiders see."""

    class Meta(PracticeSchema.Meta):
        exclude = ("focal_point",)

    slug = fields.String(dump_only=True)
    status = fields.String(dump_only=True, metadata=one_of(*STATES))
    url = fields.Function(lambda practice: page_url("repository.show", slug=practice.slug), metadata=PAGE)
    published_at = Time(allow_none=True)
    updated_at = Time()
    attachments = fields.Function(
        lambda practice: [file_as_json(f) for f in practice.attachments],
        metadata={"type": "array", "items": FILE_AS_JSON},
    )


class PracticeOutForEditors(PracticeOut):
    """With the contact person and the version, for those who write it and the secretariat."""

    class Meta(PracticeSchema.Meta):
        exclude = ()

    focal_point = Record(FocalPointSchema, _l("Contact person"), section=MORE)
    version = fields.Integer(dump_only=True, metadata={"description": _l("Send it with your changes.")})


class ItemOut(Schema):
    """Something that a practice should have. `text` says what to do, or what reviewers ask, where it is not there."""

    name = fields.String()
    field = fields.String()
    step = fields.String(metadata=one_of(*STEPS))
    label = fields.String()
    text = fields.String()
    done = fields.Boolean()


class CompletenessOut(Schema):
    """What has to be there before a practice can be submitted, and what reviewers often ask."""

    needed = fields.List(fields.Nested(ItemOut))
    advised = fields.List(fields.Nested(ItemOut))
    done = fields.Integer()
    total = fields.Integer()


def shown_to(actor: Actor, practice: Practice) -> dict[str, Any]:
    """A practice with the fields that this reader may see."""
    schema = PracticeOutForEditors() if can(actor, "practice.follow", practice) else PracticeOut()
    return dict(schema.dump(practice))

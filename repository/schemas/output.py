"""A practice as readers get it: each audience its own schema."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import fields

from hub.api import PAGE, Time, one_of, page_url
from hub.files.schemas import FILE_AS_JSON, file_as_json
from hub.policy import Actor, can
from hub.schemas import Record
from repository.models import Practice
from repository.schemas.practice import MORE, FocalPointSchema, PracticeSchema
from repository.workflow import PUBLIC, STATES

CITED_AT = {
    "type": ["object", "null"],
    "description": _l("Where its citation is, by format; null where it is not public."),
    "additionalProperties": {"type": "string", "format": "uri"},
}


def cited_at(practice: Practice) -> dict[str, str] | None:
    """The addresses of the citation of a public practice."""
    if practice.status not in PUBLIC:
        return None
    names = {"bibtex": "bib", "ris": "ris", "csl_json": "json"}
    found = {name: page_url("repository.cite", slug=practice.slug, name=form) for name, form in names.items()}
    return found | {"json_ld": page_url("repository.json_ld", slug=practice.slug)}


class PracticeOut(PracticeSchema):
    """A practice as everybody may read it who may open it. Declared apart from what only insiders see."""

    class Meta(PracticeSchema.Meta):
        exclude = ("focal_point",)

    slug = fields.String(dump_only=True)
    status = fields.String(dump_only=True, metadata=one_of(*STATES))
    url = fields.Function(lambda practice: page_url("repository.show", slug=practice.slug), metadata=PAGE)
    call = fields.Function(
        lambda practice: practice.call.slug if practice.call and practice.call.is_public else None,
        metadata={"type": ["string", "null"], "description": _l("The call for practices that it answers.")},
    )
    published_at = Time(allow_none=True)
    updated_at = Time()
    confirmed_at = Time(allow_none=True)
    cite = fields.Function(cited_at, metadata=CITED_AT)
    attachments = fields.Function(
        lambda practice: [file_as_json(f) for f in practice.attachments],
        metadata={"type": "array", "items": FILE_AS_JSON},
    )


class PracticeOutForEditors(PracticeOut):
    """With the contact person, for the submitter and the secretariat."""

    class Meta(PracticeSchema.Meta):
        exclude = ()

    focal_point = Record(FocalPointSchema, _l("Contact person"), section=MORE)


def shown_to(actor: Actor, practice: Practice) -> dict[str, Any]:
    """A practice with the fields that this reader may see."""
    schema = PracticeOutForEditors() if can(actor, "practice.follow", practice) else PracticeOut()
    return dict(schema.dump(practice))

"""A practice as readers get it: each audience its own schema."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from hub.api import MOMENT_OR_NULL, PAGE, Time, one_of, page_url
from hub.files.schemas import FILE_AS_JSON, file_as_json
from hub.i18n import iso
from hub.policy import Actor, can
from hub.schemas import Record
from repository.models import Practice
from repository.models.clock import Clock, clock_for_authors, clock_of
from repository.models.link import ANSWERED, NOT_FOLLOWED, UNREACHABLE
from repository.schemas.practice import MORE, NEVER_PUBLIC, FocalPointSchema, PracticeSchema
from repository.schemas.steps import STEPS
from repository.workflow import AUTHORS, REVIEWERS, SECRETARIAT, STATES

CITED_AT = {
    "type": ["object", "null"],
    "description": _l("Where its citation is, by format; null where it is not public."),
    "additionalProperties": {"type": "string", "format": "uri"},
}


def cited_at(practice: Practice) -> dict[str, str] | None:
    """The addresses of the citation of a public practice."""
    if not practice.is_public:
        return None
    names = {"bibtex": "bib", "ris": "ris", "csl_json": "json"}
    found = {name: page_url("repository.cite", slug=practice.slug, name=form) for name, form in names.items()}
    return found | {"json_ld": page_url("repository.json_ld", slug=practice.slug)}


class PracticeOut(PracticeSchema):
    """A practice as everybody may read it who may open it. Declared apart from what only insiders see."""

    class Meta(PracticeSchema.Meta):
        exclude = NEVER_PUBLIC

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


class ClockOut(Schema):
    """Whose turn it is, since when and until when."""

    holder = fields.String(metadata=one_of(AUTHORS, REVIEWERS, SECRETARIAT))
    since = Time(allow_none=True)
    due = Time(allow_none=True)
    is_late = fields.Boolean()


class PracticeOutForEditors(PracticeOut):
    """With the contact person, the version and the clock of the step, for those who write it and the secretariat."""

    class Meta(PracticeSchema.Meta):
        exclude = ()

    focal_point = Record(FocalPointSchema, _l("Contact person"), section=MORE)
    version = fields.Integer(dump_only=True, metadata={"description": _l("Send it with your changes.")})
    clock = fields.Function(
        lambda practice: _told(clock_for_authors(practice)),
        metadata={"type": ["object", "null"], "description": _l("Whose turn it is, since when and until when.")},
    )


class PracticeOutForDesk(PracticeOutForEditors):
    """The same with the clock as the secretariat reads it, who knows when the reviews are in."""

    class Meta(PracticeOutForEditors.Meta):
        pass

    clock = fields.Function(lambda practice: _told(clock_of(practice)))


def _told(present: Clock | None) -> Any:
    return ClockOut().dump(present) if present else None


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
    follows, decides = (can(actor, name, practice) for name in ("practice.follow", "practice.decide"))
    schema = PracticeOutForDesk() if decides else PracticeOutForEditors() if follows else PracticeOut()
    return dict(schema.dump(practice))


class LikenessOut(Schema):
    """A practice that looks like another one."""

    slug = fields.Function(lambda one: one.practice.slug, metadata={"type": "string"})
    title = fields.Function(lambda one: one.practice.title, metadata={"type": ["string", "null"]})
    reasons = fields.List(fields.String())
    url = fields.Function(lambda one: page_url("repository.show", slug=one.practice.slug), metadata=PAGE)


class LinkOut(Schema):
    """A link of a practice, and what the hub knows of it: nothing, before it has looked since the link stands there.

    When it looked is told of public practices alone.
    """

    label = fields.Function(lambda pair: pair[0]["label"], metadata={"type": "string"})
    url = fields.Function(lambda pair: pair[0]["url"], metadata={"type": "string", "format": "uri"})
    outcome = fields.Function(
        lambda pair: pair[1].outcome if pair[1] else None,
        metadata={"type": ["string", "null"], "enum": [ANSWERED, UNREACHABLE, NOT_FOLLOWED, None]},
    )
    checked_at = fields.Function(
        lambda pair: iso(pair[1].checked_at) if pair[1] and pair[1].checked_at else None, metadata=MOMENT_OR_NULL
    )

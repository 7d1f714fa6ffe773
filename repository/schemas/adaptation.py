"""That a practice was reused: what somebody tells of it, and what readers get."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validates_schema

from hub import clock
from hub.api import PAGE, Time, one_of, page_url
from hub.policy import Actor, can
from hub.schemas import BaseSchema, Code, Codes, LongText, Text, Url, Version, Year
from repository.models import Adaptation
from repository.queries.past import is_withdrawn
from repository.workflow.life import ADAPTATION_STATES

_WHERE, _WHAT, _MORE = _l("Where and when"), _l("What became of it"), _l("Where one can read more")


class AdaptationSchema(BaseSchema):
    """What a member tells of the reuse of a practice."""

    organization = Text(_l("Organization"), _l("Who adapted the practice."), needed=True, section=_WHERE)
    countries = Codes("countries", _l("Countries"), max=20, needed=True, section=_WHERE)
    city = Text(_l("City or province"), section=_WHERE)
    start_year = Year(_l("First year"), example="2024", needed=True, section=_WHERE)
    changed = LongText(
        _l("What was changed"),
        _l("What was done otherwise than in the original, and why."),
        max=2_000,
        needed=True,
        section=_WHAT,
    )
    result = LongText(
        _l("What came of it"), _l("What worked, what did not, and how you know."), max=2_000, needed=True, section=_WHAT
    )
    language = Code("languages", _l("Language of these answers"), needed=True, section=_WHAT)
    link = Url(_l("Link"), _l("A report or a website about it."), section=_MORE)
    retold = Text(
        _l("Your practice on the hub that tells it"),
        _l("It is named once it is public. So readers can follow how a practice travels."),
        widget="select",
        section=_MORE,
    )

    @validates_schema(skip_on_field_errors=False)
    def _has_begun(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if (data.get("start_year") or 0) > clock.now().year:
            raise ValidationError(_("It has to have begun."), "start_year")


def adaptation_values(adaptation: Adaptation) -> dict[str, Any]:
    """What the form shows of an adaptation that is there."""
    return {**AdaptationSchema().dump(adaptation), "retold": adaptation.retold.slug if adaptation.retold else None}


class AdaptationChangeSchema(AdaptationSchema):
    """The same, as programs change it."""

    version = Version()


def _retold(adaptation: Any) -> str | None:
    """The practice that tells it, where everybody may read that."""
    return adaptation.retold.slug if adaptation.retold and adaptation.retold.is_public else None


class AdaptationOut(Schema):
    """An adaptation as everybody may read it who may open it."""

    id = fields.Integer()
    practice = fields.Function(lambda adaptation: adaptation.practice.slug, metadata={"type": "string"})
    status = fields.String(metadata=one_of(*ADAPTATION_STATES))
    organization = fields.String()
    countries = fields.List(fields.String())
    city = fields.String(allow_none=True)
    start_year = fields.Integer()
    changed = fields.String()
    result = fields.String()
    language = fields.String()
    link = fields.String(allow_none=True)
    retold = fields.Function(_retold, metadata={"type": ["string", "null"]})
    retold_withdrawn = fields.Function(
        lambda adaptation: adaptation.retold is not None and is_withdrawn(adaptation.retold),
        metadata={"type": "boolean"},
    )
    updated_at = Time()
    url = fields.Function(
        lambda adaptation: page_url("repository.adaptation", adaptation_id=adaptation.id), metadata=PAGE
    )


class AdaptationOutForAuthor(AdaptationOut):
    """With what only its author and the secretariat see."""

    reason = fields.String(allow_none=True)
    version = fields.Integer()


def is_insider(actor: Actor, adaptation: Adaptation) -> bool:
    """Whether the actor also sees how it stands, and what the secretariat wrote of it."""
    return can(actor, "adaptation.own", adaptation) or can(actor, "adaptation.decide", adaptation)


def adaptation_shown_to(actor: Actor, adaptation: Adaptation) -> dict[str, Any]:
    """An adaptation with the fields that this reader may see."""
    schema = AdaptationOutForAuthor() if is_insider(actor, adaptation) else AdaptationOut()
    return dict(schema.dump(adaptation))

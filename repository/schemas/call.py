"""A call for practices, as the secretariat writes it and as readers get it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validates_schema

from hub.api import PAGE, Time, one_of, page_url
from hub.schemas import BaseSchema, Choice, Code, Codes, Day, Flag, Markdown, Text
from hub.zones import CHOICES, day_in
from repository.models import Call

CALL_STATES = ("planned", "open", "closed")

_THEME, _WHEN, _WHAT = _l("Theme"), _l("When"), _l("What is sought")


class CallSchema(BaseSchema):
    """What the secretariat gives."""

    title = Text(_l("Theme"), _l("It stands above the call."), min=10, max=200, needed=True, section=_THEME)
    language = Code("languages", _l("Language of this text"), needed=True, section=_THEME)
    rationale = Markdown(
        _l("Rationale"),
        _l("Why the call is made, and what its answers are used for."),
        needed=True,
        section=_THEME,
    )
    sought = Markdown(
        _l("What is sought"), _l("Which practices fit, and what they should show."), needed=True, section=_WHAT
    )
    objectives = Codes("objectives", _l("Objectives of the Global Compact"), max=23, section=_WHAT)
    countries = Codes("countries", _l("Countries"), _l("None means: from everywhere."), section=_WHAT)
    regions = Codes("regions", _l("Regions"), max=35, section=_WHAT)
    languages = Codes("languages", _l("Languages of answers"), _l("None means: in any language."), section=_WHAT)
    opens = Day(_l("Opens on"), needed=True, section=_WHEN)
    closes = Day(_l("Closes on"), _l("Answers can be submitted until the end of this day."), needed=True, section=_WHEN)
    time_zone = Choice(
        CHOICES, _l("Time zone"), _l("The days begin and end as they do there."), widget="select", needed=True,
        section=_WHEN,
    )  # fmt: skip
    takes_late = Flag(_l("Also take answers after the deadline"), section=_WHEN)

    @validates_schema(skip_on_field_errors=False)
    def _in_order(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("opens") and data.get("closes") and data["closes"] < data["opens"]:
            raise ValidationError(_("It cannot close before it opens."), "closes")


def call_values(call: Call) -> dict[str, Any]:
    """What the form shows of a call that is there."""
    plain = ("title", "language", "rationale", "sought", "time_zone", "takes_late")
    lists = ("objectives", "countries", "regions", "languages")
    return {
        **{name: getattr(call, name) for name in plain},
        **{name: list(getattr(call, name)) for name in lists},
        "opens": day_in(call.opens_at, call.time_zone).isoformat(),
        "closes": day_in(call.closes_at, call.time_zone).isoformat(),
    }


class CallOut(Schema):
    """A call as everybody may read it; texts are Markdown. `GET /practices?call=` lists the published answers."""

    slug = fields.String()
    title = fields.String()
    language = fields.String()
    rationale = fields.String()
    sought = fields.String()
    objectives = fields.List(fields.String())
    countries = fields.List(fields.String())
    regions = fields.List(fields.String())
    languages = fields.List(fields.String())
    state = fields.String(metadata=one_of(*CALL_STATES))
    opens_at = Time()
    closes_at = Time()
    time_zone = fields.String()
    takes_late = fields.Boolean()
    url = fields.Function(lambda call: page_url("repository.call", slug=call.slug), metadata=PAGE)

"""The fields of a practice (DOMAIN 3.1), for form, API and import."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, validates_schema

from hub import clock
from hub.i18n import listed
from hub.schemas import (
    BaseSchema,
    Choice,
    Code,
    Codes,
    Email,
    LinkSchema,
    Markdown,
    Moment,
    Record,
    Rows,
    Text,
    Year,
)
from hub.taxonomy.organizations import OrganizationSchema
from repository.workflow import STATES

_WHAT, _WHERE, _WHO = _l("What it is"), _l("Where and when"), _l("Who did it")


_TAGS, _STORY, MORE = _l("What it contributes to"), _l("How it worked"), _l("Documents and contact")


class FocalPointSchema(BaseSchema):
    """Whom the secretariat writes to. Never public."""

    name = Text(_l("Name of the contact person"), max=120, autocomplete="name")
    email = Email(_l("E-mail of the contact person"), autocomplete="email")
    role = Text(_l("Role of the contact person"), max=120)


class PracticeSchema(BaseSchema):
    """What a submitter gives. `needed` fields are asked for when the practice is submitted."""

    title = Text(
        _l("Title"),
        _l("What was done, where. Spell acronyms out."),
        min=10,
        max=200,
        needed=True,
        example=_l("Mapping the skills of the diaspora with big data in Armenia"),
        section=_WHAT,
    )
    summary = Markdown(
        _l("Summary"),
        _l("What the practice is, for whom, and what came of it, in about 150 words."),
        needed=True,
        section=_WHAT,
    )
    practice_type = Code("practice-types", _l("Type"), _l("Choose the nearest."), needed=True, section=_WHAT)
    language = Code(
        "languages",
        _l("Language of this text"),
        _l("The language that you write these answers in."),
        needed=True,
        section=_WHAT,
    )
    scope = Code("scopes", _l("Scope"), _l("How far the practice reaches."), needed=True, section=_WHERE)
    countries = Codes(
        "countries", _l("Countries"), _l("Needed unless the scope is regional or global."), section=_WHERE
    )
    regions = Codes(
        "regions", _l("Regions"), _l("For practices that cover a region as a whole."), max=35, section=_WHERE
    )
    subnational = Text(_l("City or province"), _l("If the practice is local."), max=200, section=_WHERE)
    start_year = Year(
        _l("First year"),
        _l("When it began; ideally after the Compact was adopted in December 2018."),
        example="2021",
        needed=True,
        section=_WHERE,
    )
    end_year = Year(_l("Last year"), _l("Leave it empty if the practice goes on."), example="2023", section=_WHERE)
    lead_organizations = Rows(
        OrganizationSchema,
        _l("Lead organizations"),
        _l("Who is responsible for the practice."),
        needed=True,
        section=_WHO,
    )
    partners = Rows(
        OrganizationSchema,
        _l("Partners"),
        _l("Who carried it out together with the lead."),
        max=40,
        section=_WHO,
    )
    donors = Rows(OrganizationSchema, _l("Donors"), _l("Who paid for it."), max=40, section=_WHO)
    objectives_primary = Codes(
        "objectives",
        _l("Main objectives"),
        _l("The objectives of the Global Compact that the practice serves first of all."),
        needed=True,
        max=23,
        section=_TAGS,
    )
    objectives_secondary = Codes(
        "objectives",
        _l("Further objectives"),
        _l("Objectives that it also serves; not those chosen above."),
        max=23,
        section=_TAGS,
    )
    principles = Codes(
        "principles",
        _l("Guiding principles"),
        _l("Every practice upholds all ten. Choose those that this one particularly exemplifies."),
        max=10,
        section=_TAGS,
    )
    sdgs = Codes(
        "sdgs",
        _l("Sustainable Development Goals"),
        _l("Goals that the practice advances."),
        max=17,
        section=_TAGS,
    )
    implementation = Markdown(_l("Implementation"), _l("What was done, by whom, in which order."), section=_STORY)
    benefit_impact = Markdown(
        _l("Benefit and impact"),
        _l("What changed, and how you know: figures, evaluations."),
        needed=True,
        section=_STORY,
    )
    key_lessons = Markdown(_l("Key lessons"), _l("What stood in the way, and how it was overcome."), section=_STORY)
    recommendations = Markdown(_l("Recommendations"), _l("For whoever wants to do the same elsewhere."), section=_STORY)
    innovation = Markdown(_l("Innovation"), _l("How it goes beyond earlier practice."), section=_STORY)
    resources_needed = Markdown(
        _l("Resources needed"), _l("Cost, staff and time, as well as you can tell."), section=_STORY
    )
    links = Rows(LinkSchema, _l("Links"), _l("Reports, evaluations, websites."), section=MORE)
    source = Text(
        _l("Source of the text"),
        _l("If it is told from a published document: which one."),
        max=300,
        section=MORE,
    )
    focal_point = Record(FocalPointSchema, _l("Contact person"), section=MORE)

    @validates_schema(skip_on_field_errors=False)
    def _disjoint(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        both: set[str] = set(data.get("objectives_primary") or ()) & set(data.get("objectives_secondary") or ())
        if both:
            twice = sorted(both, key=int)
            message = _("Choose each objective once: %(codes)s stands among the main ones.", codes=listed(twice))
            raise ValidationError(message, "objectives_secondary")

    @validates_schema(skip_on_field_errors=False)
    def _years(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        start, end = data.get("start_year"), data.get("end_year")
        if start and start > clock.now().year + 1:
            raise ValidationError(_("A practice has to have begun."), "start_year")
        if start and end and end < start:
            raise ValidationError(_("The last year cannot be before the first."), "end_year")

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _place(self, data: Mapping[str, Any], original: Any, partial: Any = None, **_kwargs: Any) -> None:
        countries = data.get("countries", original.get("countries"))
        if partial is not True and data.get("scope") in ("local", "national") and not countries:
            raise ValidationError(_("A local or national practice needs its country."), "countries")


class PracticeImportSchema(PracticeSchema):
    """A line of an import: a practice, perhaps with its address and the time of its publication."""

    slug = Text(_l("Name in the address of its page"), max=120)
    status = Choice(
        list(STATES.items()),
        _l("State"),
        _l("With --publish, a new practice gets it; where it is left out, the practice is published."),
    )
    published_at = Moment(_l("Published at"))

    @validates_schema(skip_on_field_errors=False)
    def _not_in_future(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        moment: datetime | None = data.get("published_at")
        if moment and moment.astimezone(UTC) > clock.now():
            raise ValidationError(_("This moment has not come yet."), "published_at")

"""The fields of a practice, for form, API and import."""

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
    Version,
    Year,
    field_list,
)
from hub.taxonomy.organizations import OrganizationSchema
from repository.schemas.steps import STEPS
from repository.workflow import STATES

_WHAT, _WHERE, _WHO, _TAGS, _STORY, MORE = STEPS.values()


class FocalPointSchema(BaseSchema):
    """Whom the secretariat writes to. Never public."""

    name = Text(
        _l("Name of the contact person"),
        _l("Whom the secretariat may ask about the practice. It is never public."),
        max=120,
        example=_l("Amina Diallo"),
        autocomplete="name",
    )
    email = Email(
        _l("E-mail of the contact person"),
        _l("Only the secretariat writes to it. It is never public."),
        example="amina.diallo@example.org",
        autocomplete="email",
    )
    role = Text(
        _l("Role of the contact person"),
        _l("What this person does. It is never public."),
        max=120,
        example=_l("Head of the unit for labour migration"),
    )


class PracticeSchema(BaseSchema):
    """What a submitter gives. `needed` fields are asked for when the practice is submitted."""

    title = Text(
        _l("Title"),
        _l("What was done, and where. Write acronyms in full."),
        min=10,
        max=200,
        needed=True,
        example=_l("Mapping the skills of the diaspora with big data in Armenia"),
        section=_WHAT,
    )
    summary = Markdown(
        _l("Summary"),
        _l("What the practice is, for whom, and what came of it, in about 150 words. Many people read only this."),
        needed=True,
        example=_l(
            "Since 2021 a telephone line answers migrant workers abroad, day and night, in five languages. It has "
            "helped 12,000 people to claim unpaid wages or to travel home."
        ),
        section=_WHAT,
    )
    practice_type = Code(
        "practice-types",
        _l("Type"),
        _l("Choose the nearest."),
        needed=True,
        example=_l("A law is a policy; a handbook is a tool; a telephone line is an information service."),
        section=_WHAT,
    )
    language = Code(
        "languages",
        _l("Language of this text"),
        _l("The language that you write these answers in."),
        needed=True,
        example=_l("French, if your answers are in French. They are published as you write them."),
        section=_WHAT,
    )
    scope = Code(
        "scopes",
        _l("Scope"),
        _l("How far the practice reaches."),
        needed=True,
        example=_l("One city is local, one country national, several countries of one region regional."),
        section=_WHERE,
    )
    countries = Codes(
        "countries",
        _l("Countries"),
        _l("Where it takes place. Needed unless the scope is regional or global."),
        example=_l("For an agreement between Spain and Morocco, choose both."),
        section=_WHERE,
        folded=True,
    )
    regions = Codes(
        "regions",
        _l("Regions"),
        _l("For practices that cover a region as a whole."),
        max=35,
        example=_l("Western Africa, for free movement among all its States."),
        section=_WHERE,
        folded=True,
    )
    subnational = Text(
        _l("City or province"), _l("If the practice is local."), max=200, example=_l("São Paulo"), section=_WHERE
    )
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
        _l("Who is responsible for the practice. Write the names in full."),
        needed=True,
        example=_l("Ministry of Labour of Ghana"),
        section=_WHO,
    )
    partners = Rows(
        OrganizationSchema,
        _l("Partners"),
        _l("Who carried it out together with the lead: also cities, trade unions, associations of migrants."),
        max=40,
        example=_l("International Organization for Migration"),
        section=_WHO,
    )
    donors = Rows(
        OrganizationSchema,
        _l("Donors"),
        _l("Who paid for it, in whole or in part."),
        max=40,
        example=_l("Migration Multi-Partner Trust Fund"),
        section=_WHO,
    )
    objectives_primary = Codes(
        "objectives",
        _l("Main objectives"),
        _l("The objectives of the Global Compact that the practice serves first of all; one to three say most."),
        needed=True,
        max=23,
        example=_l("Objective 8 for the search for people who are missing at sea."),
        section=_TAGS,
    )
    objectives_secondary = Codes(
        "objectives",
        _l("Further objectives"),
        _l("Objectives that it also serves; not those chosen above."),
        max=23,
        example=_l("Objective 17 if the search also changes how newspapers write about migrants."),
        section=_TAGS,
        folded=True,
    )
    principles = Codes(
        "principles",
        _l("Guiding principles"),
        _l("Every practice upholds all ten. Choose those that this one particularly exemplifies."),
        max=10,
        example=_l("Child-sensitive, if each child who travels alone gets a guardian on the first day."),
        section=_TAGS,
    )
    sdgs = Codes(
        "sdgs",
        _l("Sustainable Development Goals"),
        _l("Goals that the practice advances."),
        max=17,
        example=_l("Goal 8, decent work, for fair recruitment."),
        section=_TAGS,
    )
    implementation = Markdown(
        _l("Implementation"),
        _l("What was done, by whom, in which order."),
        example=_l(
            "The ministry first trained 40 officers, then opened three centres. In each centre a trade union that "
            "knows the sector gives advice twice a week."
        ),
        section=_STORY,
    )
    benefit_impact = Markdown(
        _l("Benefit and impact"),
        _l("What changed, for whom, and how you know: figures, evaluations."),
        needed=True,
        example=_l(
            "In two years 3,400 women received a work permit, twice as many as before. An evaluation by the university "
            "found that 8 in 10 still had work after a year."
        ),
        section=_STORY,
    )
    key_lessons = Markdown(
        _l("Key lessons"),
        _l("What stood in the way, and how it was overcome."),
        example=_l(
            "Few people came at first, for fear of being reported. After the centres moved into town halls, "
            "the number of visits doubled."
        ),
        section=_STORY,
    )
    recommendations = Markdown(
        _l("Recommendations"),
        _l("For whoever wants to do the same elsewhere."),
        example=_l("Begin in one city. Agree with the police beforehand that nobody is checked near the centre."),
        section=_STORY,
    )
    innovation = Markdown(
        _l("Innovation"),
        _l("How it goes beyond earlier practice."),
        example=_l("For the first time, associations of migrants decide with the ministry which courses are held."),
        section=_STORY,
    )
    resources_needed = Markdown(
        _l("Resources needed"),
        _l("Cost, staff and time, as well as you can tell."),
        example=_l("About 200,000 US dollars a year, six staff, and nine months of preparation."),
        section=_STORY,
    )
    links = Rows(
        LinkSchema,
        _l("Links"),
        _l("Reports, evaluations, websites. The hub looks from time to time whether they answer."),
        example=_l("The evaluation report, and the page where people apply."),
        section=MORE,
    )
    source = Text(
        _l("Source of the text"),
        _l("If it is told from a published document: which one."),
        max=300,
        example=_l("Second national report on the Global Compact, 2022, page 14"),
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


class PracticeChangeSchema(PracticeSchema):
    """Some fields of a practice as a program sends them, with the version that it has read."""

    version = Version()


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


NEVER_PUBLIC = ("focal_point",)
PUBLIC_TEXT = PracticeSchema(exclude=NEVER_PUBLIC)
"""The fields that everybody may read once a practice is public: all but the contact person."""


def _by_step() -> dict[str, tuple[str, ...]]:
    asked = field_list(PracticeSchema())
    return {
        step: tuple(name for name, field in asked if field.metadata["section"] is label)
        for step, label in STEPS.items()
    }


FIELDS = _by_step()
"""The names of the fields, by the step in which they are asked for."""
STEP_OF = {name: step for step, names in FIELDS.items() for name in names}

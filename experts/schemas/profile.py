"""The fields of a profile for form, API and import."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from marshmallow import pre_load

from experts.orcid import Orcid
from hub.schemas import (
    BaseSchema,
    Choice,
    Code,
    Codes,
    Day,
    Email,
    Flag,
    LinkSchema,
    Markdown,
    Number,
    Rows,
    Text,
    Texts,
    Version,
)

_WHO, _WHAT = _l("Who you are"), _l("What you know")
_WORK, _SEEN = _l("Your work"), _l("Who sees it, and when you can be asked")

GENDERS: tuple[tuple[str, LazyString], ...] = (
    ("", _l("I prefer not to say")), ("woman", _l("Woman")), ("man", _l("Man")), ("other", _l("Another gender")),
)  # fmt: skip


class LanguageSchema(BaseSchema):
    """A language with how well it is spoken."""

    code = Code("languages", _l("Language"), needed=True)
    level = Code("language-levels", _l("Level"), needed=True)


class ProfileSchema(BaseSchema):
    """What experts say about themselves. `needed` fields are asked for when the profile is submitted."""

    name = Text(
        _l("Your name"),
        _l("As colleagues know you."),
        min=2,
        max=120,
        needed=True,
        autocomplete="name",
        section=_WHO,
    )
    headline = Text(
        _l("In one line"),
        _l("What people should come to you for."),
        max=160,
        needed=True,
        example=_l("Bilateral labour agreements and fair recruitment"),
        section=_WHO,
    )
    organization = Text(_l("Organization"), max=200, autocomplete="organization", section=_WHO)
    position = Text(_l("Position"), max=200, autocomplete="organization-title", section=_WHO)
    country = Code("countries", _l("Country of residence"), needed=True, section=_WHO)
    is_un = Flag(_l("I work for an entity of the United Nations"), section=_WHO, load_default=False)
    gender = Choice(
        GENDERS,
        _l("Gender"),
        _l("Optional. Only you and the secretariat see it, to keep a balance."),
        section=_WHO,
    )
    biography = Markdown(
        _l("About you"),
        _l("What you have done, where, and what came of it, in 100 to 300 words."),
        needed=True,
        section=_WHAT,
    )
    language = Code(
        "languages",
        _l("Language of this text"),
        _l("The language that you write this profile in."),
        needed=True,
        section=_WHAT,
    )
    objectives = Codes(
        "objectives",
        _l("Objectives"),
        _l("Those of the Global Compact that you know best, 8 at most."),
        needed=True,
        max=8,
        section=_WHAT,
    )
    topics = Texts(
        _l("Topics"),
        _l("Up to 8, one a line, in the words that you would search for."),
        max=8,
        example=_l("bilateral labour agreements"),
        section=_WHAT,
    )
    years_of_experience = Number(
        _l("Years of experience"),
        _l("In migration and what is close to it."),
        first=0,
        last=70,
        example="12",
        section=_WHAT,
    )
    languages = Rows(
        LanguageSchema,
        _l("Languages that you speak"),
        _l("With how well you speak each."),
        max=12,
        needed=True,
        section=_WHAT,
    )
    experience_countries = Codes(
        "countries",
        _l("Countries of experience"),
        _l("Where you have worked, or for."),
        max=60,
        section=_WHAT,
    )
    experience_regions = Codes(
        "regions",
        _l("Regions of experience"),
        _l("Where you have covered a region as a whole."),
        max=35,
        section=_WHAT,
    )
    orcid = Orcid(_l("ORCID iD"), _l("If you have one."), example="0000-0002-1825-0097", section=_WORK)
    publications = Texts(
        _l("Publications"),
        _l("One a line: title, place, year. Those that say most about your work."),
        max=30,
        length=300,
        section=_WORK,
    )
    links = Rows(LinkSchema, _l("Links"), _l("Your pages, reports, talks."), max=10, section=_WORK)
    visibility = Code(
        "visibilities",
        _l("Who may see the profile"),
        _l("You can change this whenever you like."),
        widget="radios",
        needed=True,
        section=_SEEN,
    )
    availability = Code(
        "availabilities",
        _l("Availability"),
        _l("Nobody can write to you while you are not available."),
        widget="radios",
        needed=True,
        section=_SEEN,
    )
    available_until = Day(_l("Until when this holds"), _l("Leave it empty if you cannot tell."), section=_SEEN)
    reviewer = Flag(_l("I would like to review practices"), section=_SEEN, load_default=False)


class OwnSchema(ProfileSchema):
    """A profile as its owner sends it, with the version that they saw."""

    version = Version()


class ImportSchema(ProfileSchema):
    """A line of an import. The gender is for its owner alone to declare."""

    class Meta(ProfileSchema.Meta):
        exclude = ("gender",)

    email = Email(_l("E-mail"), _l("Never shown; by it a line finds the profile that it updates."), needed=True)
    slug = Text(_l("Name in the address of its page"), _l("Told by exports; an import decides by itself."), max=120)
    status = Text(_l("Status"), _l("Told by exports; an import decides by itself."), max=20)

    @pre_load
    def _in_english_unless_said(self, line: Any, **_kwargs: Any) -> Any:
        """The line of the contract does not name the language of the text."""
        if isinstance(line, Mapping) and not line.get("language"):
            return {**line, "language": "en"}
        return line

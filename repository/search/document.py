"""How a practice is found."""

from hub.markup import plain
from hub.policy import Actor
from hub.search.engines import Document
from hub.taxonomy import VOCABULARIES, reach
from repository.models import Practice
from repository.models.practice import MARKDOWN_FIELDS
from repository.schemas import PracticeSchema

FACETS = (
    "objective",
    "principle",
    "sdg",
    "country",
    "region",
    "practice_type",
    "scope",
    "year",
    "organization",
    "language",
    "reused",
)

LAST_YEAR: int = PracticeSchema().fields["end_year"].last  # type: ignore[attr-defined]
"""What goes on is found in each year until the last one that can be."""

_TOKEN = frozenset({"public"})


def audience(_actor: Actor) -> frozenset[str]:
    """Published practices are for everybody."""
    return _TOKEN


def body(practice: Practice) -> str:
    """The text of a practice, a line for each of its parts."""
    return "\n".join(plain(practice.html.get(field, "")) for field in MARKDOWN_FIELDS)


def document(practice: Practice) -> Document | None:
    """Only what is published can be found."""
    if not practice.is_public:
        return None
    return Document(
        kind="practice",
        id=practice.id,
        title=practice.title or "",
        body=body(practice),
        language=practice.language or "en",
        audience=_TOKEN,
        names=_names(practice),
        updated_at=practice.published_at or practice.updated_at,
        facets={
            "type": ("practice",),
            "objective": practice.objectives,
            "principle": practice.principles,
            "sdg": practice.sdgs,
            "country": practice.countries,
            "region": reach(practice.countries, practice.regions),
            "practice_type": (practice.practice_type,) if practice.practice_type else (),
            "scope": (practice.scope,) if practice.scope else (),
            "year": tuple(map(str, years(practice))),
            "organization": tuple(link.organization.slug for link in practice.organization_links),
            "language": (practice.language or "en",),
            "reused": ("yes",) if practice.adaptation_count else (),
        },
    )


def years(practice: Practice) -> range:
    """The years in which a practice ran: those from its first to its last, or to the end of all years that can be.

    Nothing here asks what year it is now, so that a document is not out of date with each new one.
    """
    if not practice.start_year:
        return range(0)
    return range(practice.start_year, (practice.end_year or LAST_YEAR) + 1)


def _names(practice: Practice) -> str:
    """Organizations by all their names, and places, the countries in the language of the text and in English."""
    named = (link.organization for link in practice.organization_links)
    organizations = dict.fromkeys(name for each in named for name in (each.name, *(n.name for n in each.names)))
    countries = VOCABULARIES["countries"]
    languages = {"en", practice.language or "en"}
    places = [countries.label(code, language) for code in practice.countries for language in sorted(languages)]
    return "; ".join([*organizations, *places, practice.subnational or ""])

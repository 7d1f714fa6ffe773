"""A practice in the words of schema.org, as JSON-LD: for search engines and catalogues."""

from collections.abc import Iterable
from typing import Any

from hub.api import page_url
from hub.i18n import iso
from hub.markup import plain
from hub.taxonomy import VOCABULARIES
from hub.taxonomy.organizations import Organization
from repository.citations import SITE, Citation
from repository.models import Practice
from repository.queries.reuse import Step

LONGEST = 300
"""Characters of the description: the page itself has the whole."""


def json_ld(practice: Practice, citation: Citation, origins: Iterable[Step] = ()) -> dict[str, Any]:
    """What everybody may know of a public practice; `origins` is what it was adapted from."""
    said = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": citation.url,
        "url": citation.url,
        "name": citation.title,
        "description": _shortened(plain(practice.html.get("summary", ""))),
        "inLanguage": citation.language,
        "author": _organizations(practice.lead_organizations),
        "contributor": _organizations(practice.partners),
        "funder": _organizations(practice.donors),
        "publisher": {"@type": "Organization", "name": SITE, "url": page_url("pages.home")},
        "datePublished": iso(practice.published_at)[:10] if practice.published_at else None,
        "dateModified": citation.day,
        "version": str(citation.version or ""),
        "temporalCoverage": _years(practice),
        "spatialCoverage": _places(practice),
        "about": [_objective(code) for code in practice.objectives],
        "isBasedOn": [page_url("repository.show", slug=step.practice.slug) for step in origins if step.practice],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in said.items() if value}


def _organizations(organizations: Iterable[Organization]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": each.name} for each in organizations]


def _places(practice: Practice) -> list[dict[str, str]]:
    countries, regions = VOCABULARIES["countries"], VOCABULARIES["regions"]
    return [
        *({"@type": "Country", "name": countries.label(code), "identifier": code} for code in practice.countries),
        *({"@type": "Place", "name": regions.label(code), "identifier": code} for code in practice.regions),
    ]


def _objective(code: str) -> dict[str, str]:
    label = VOCABULARIES["objectives"].label(code)
    return {"@type": "DefinedTerm", "termCode": code, "name": label, "url": page_url("taxonomy.objective", code=code)}


def _years(practice: Practice) -> str:
    """ISO 8601, with two dots for what goes on."""
    return f"{practice.start_year}/{practice.end_year or '..'}" if practice.start_year else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"

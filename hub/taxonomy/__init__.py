"""The controlled vocabularies: what content of the Hub is tagged with. Codes are strings and never change."""

from hub.taxonomy.catalogue import (
    AVAILABILITIES,
    CLUSTERS,
    COMMISSIONS,
    COUNTRIES,
    INTERFACE_LANGUAGES,
    LANGUAGE_LEVELS,
    LANGUAGES,
    OBJECTIVES,
    PRACTICE_TYPES,
    PRINCIPLES,
    REGIONS,
    SCOPES,
    SDGS,
    STAKEHOLDER_CATEGORIES,
    VISIBILITIES,
    VOCABULARIES,
    objective_label,
)
from hub.taxonomy.geography import commissions_of, countries_in, regions_of, with_ancestors
from hub.taxonomy.vocabulary import Term, Vocabulary

__all__ = [
    "AVAILABILITIES",
    "CLUSTERS",
    "COMMISSIONS",
    "COUNTRIES",
    "INTERFACE_LANGUAGES",
    "LANGUAGES",
    "LANGUAGE_LEVELS",
    "OBJECTIVES",
    "PRACTICE_TYPES",
    "PRINCIPLES",
    "REGIONS",
    "SCOPES",
    "SDGS",
    "STAKEHOLDER_CATEGORIES",
    "VISIBILITIES",
    "VOCABULARIES",
    "Term",
    "Vocabulary",
    "commissions_of",
    "countries_in",
    "objective_label",
    "regions_of",
    "with_ancestors",
]

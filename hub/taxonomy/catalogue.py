"""Every vocabulary of the Hub, read once from ``data/`` when the module is imported."""

from hub.taxonomy.cldr import language_names, territory_names
from hub.taxonomy.vocabulary import DEFAULT_LANGUAGE, Vocabulary, load_terms

OBJECTIVES = Vocabulary("objectives", load_terms("objectives"))
CLUSTERS = Vocabulary("clusters", load_terms("clusters"))
PRINCIPLES = Vocabulary("principles", load_terms("principles"))
SDGS = Vocabulary("sdgs", load_terms("sdgs"))

COUNTRIES = Vocabulary("countries", load_terms("countries"), names=territory_names, alphabetical=True)
REGIONS = Vocabulary("regions", load_terms("regions"), names=territory_names)
COMMISSIONS = Vocabulary("commissions", load_terms("commissions"))

LANGUAGES = Vocabulary("languages", load_terms("languages"), names=language_names, alphabetical=True)
INTERFACE_LANGUAGES = Vocabulary("interface-languages", load_terms("interface_languages"), names=language_names)
LANGUAGE_LEVELS = Vocabulary("language-levels", load_terms("language_levels"))

PRACTICE_TYPES = Vocabulary("practice-types", load_terms("practice_types"))
SCOPES = Vocabulary("scopes", load_terms("scopes"))
STAKEHOLDER_CATEGORIES = Vocabulary("stakeholder-categories", load_terms("stakeholder_categories"))
AVAILABILITIES = Vocabulary("availabilities", load_terms("availabilities"))
VISIBILITIES = Vocabulary("visibilities", load_terms("visibilities"))

VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.name: vocabulary
    for vocabulary in (
        OBJECTIVES,
        PRINCIPLES,
        SDGS,
        COUNTRIES,
        REGIONS,
        LANGUAGES,
        PRACTICE_TYPES,
        STAKEHOLDER_CATEGORIES,
        LANGUAGE_LEVELS,
        SCOPES,
        AVAILABILITIES,
        VISIBILITIES,
        COMMISSIONS,
        CLUSTERS,
        INTERFACE_LANGUAGES,
    )
}


def objective_label(code: str, language: str = DEFAULT_LANGUAGE) -> str:
    """An objective as the Hub always shows it, number and short title: ``8 Save lives``."""
    return f"{code} {OBJECTIVES.label(code, language)}" if code in OBJECTIVES else code

"""Names of countries, regions and languages, from the Unicode CLDR data that Babel brings.

Babel reads a language's data when it is first asked for; importing this module reads nothing.
"""

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Names by ISO 3166-1 alpha-2 code and by UN M49 region code; empty for a language that CLDR lacks."""
    locale = _locale(language)
    return _capitalized(locale.territories) if locale else {}


@cache
def language_names(language: str) -> Mapping[str, str]:
    """Names by ISO 639-1 code; empty for a language that CLDR lacks."""
    locale = _locale(language)
    return _capitalized(locale.languages) if locale else {}


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _capitalized(names: Mapping[str, str]) -> Mapping[str, str]:
    """CLDR writes names as they stand within a sentence; the Hub shows them on their own."""
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}

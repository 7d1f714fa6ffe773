"""The words that the hub knows by itself."""

from collections import Counter

import pytest

from hub.assistant import FACETS, Opinion, Subject
from hub.assistant.lexicon import LEVELS, lexicon, told
from hub.assistant.reading import read
from hub.taxonomy import INTERFACE_LANGUAGES

LANGUAGES = INTERFACE_LANGUAGES.codes


def matches(text: str, language: str = "en", facet: str = "objective") -> list[str]:
    """What of a text the lexicon knows for a facet."""
    return [text[m.start : m.end] for m in lexicon().matches(read(text, language)) if m.facet == facet]


@pytest.mark.parametrize("facet", FACETS)
def test_every_code_has_words_of_every_level(facet: str) -> None:
    there = Counter((code, level) for code, level, _terms in told(facet))
    for code in FACETS[facet].vocabulary.codes:
        assert all(there[code, level] >= len(LANGUAGES) for level in LEVELS), code
    assert {code for code, _level in there} == set(FACETS[facet].vocabulary.codes)


@pytest.mark.parametrize("facet", FACETS)
def test_every_entry_says_something(facet: str) -> None:
    """It does not consist of little words alone, nor of a single sign, which would match nearly everywhere."""
    assert [(code, level) for code, level, terms in told(facet) if not terms] == []
    assert [terms for _code, _level, terms in told(facet) if any(len(term) < 2 for term in terms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facet", FACETS)
def test_the_official_words_of_a_code_speak_for_it_before_all_others(facet: str, language: str) -> None:
    vocabulary = FACETS[facet].vocabulary
    for code in vocabulary.codes:
        about = [vocabulary.text(code, name, language) or "" for name in ("title", "description")]
        ranked = Opinion(Subject(vocabulary.label(code, language), "\n".join(about), language)).ranked[facet]
        assert ranked[0].code == code, (code, ranked[:2])


def test_inflected_forms_and_little_words_make_no_difference() -> None:
    assert matches("they searched and rescued") == ["searched and rescued"]
    assert matches("accès à des services de base", "fr") == ["accès à des services de base"]


def test_the_longest_phrase_counts_and_not_what_lies_in_it() -> None:
    assert matches("victims of trafficking") == ["victims of trafficking"]


def test_a_phrase_does_not_go_on_over_punctuation() -> None:
    assert "search, and rescue" not in matches("search, and rescue")


def test_a_joined_word_is_found_as_one_and_in_its_parts() -> None:
    assert matches("re-integration") == ["re-integration"]
    assert matches("anti-trafficking") == ["anti-trafficking"]


def test_a_word_that_counts_in_one_form_only_leaves_the_others_alone() -> None:
    """In French, "traite" is trafficking; "traiter" is to treat somebody."""
    assert matches("la traite", "fr") == ["traite"]
    assert matches("traiter un malade", "fr") == []

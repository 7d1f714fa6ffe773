"""Codes and records as people write them, in any language."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.i18n import LANGUAGES
from hub.paper.answers import alike, digits_of, settled, understood, written
from hub.paper.codes import find_code, find_codes, folded
from hub.taxonomy import COUNTRIES, OBJECTIVES, REGIONS, VOCABULARIES
from repository.schemas import PracticeSchema

pytestmark = pytest.mark.one_database

OFFERED = ("objectives", "principles", "sdgs", "countries", "regions", "languages", "practice-types", "scopes",
           "stakeholder-categories")  # fmt: skip


@pytest.mark.parametrize("name", OFFERED)
def test_every_code_is_found_by_itself_and_by_its_name_in_every_language(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    for code in vocabulary.codes:
        assert find_code(vocabulary, code) == find_code(vocabulary, f" {code.upper()} ") == code
        for language in LANGUAGES:
            label = vocabulary.label(code, language)
            for text in (label, f"{code} {label}", f"{code} – {label}", f"{label} ({code})", label.upper()):
                assert find_code(vocabulary, text) == code, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tanzania; Kenya", ["TZ", "KE"]),
        ("TZ\nke\n\n• Côte d'Ivoire", ["TZ", "KE", "CI"]),
        ("cote d’ivoire, Kenya", ["CI", "KE"]),
        ("坦桑尼亚；肯尼亚", ["TZ", "KE"]),
        ("تنزانيا؛ كينيا", ["TZ", "KE"]),
        ("Tanzania; TZ; TZA", ["TZ"]),
        ("Wakanda; Kenya", ["Wakanda", "KE"]),
        ("Kenya, Wakanda", ["Kenya, Wakanda"]),
        ("KE Tanzania", ["KE Tanzania"]),
        ("", []),
        (" ; ;\n", []),
    ],
)
def test_countries_are_read_from_lines_and_semicolons(text: str, expected: list[str]) -> None:
    assert find_codes(COUNTRIES, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 Save lives; 9. Counter smuggling", ["8", "9"]),
        ("8, 9, 10", ["8", "9", "10"]),
        ("8 Saving the lives", ["8"]),
        ("8 Data", ["8 Data"]),
        ("1 to 3", ["1 to 3"]),
        ("8 and 10", ["8 and 10"]),
        ("24", ["24"]),
    ],
)
def test_a_number_counts_only_where_its_words_do_not_contradict(text: str, expected: list[str]) -> None:
    assert find_codes(OBJECTIVES, text) == expected


def test_spreadsheets_may_take_the_noughts_from_a_region() -> None:
    assert find_codes(REGIONS, "2; 14; 014") == ["002", "014"]


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_can_be_looked_up(text: str) -> None:
    assert isinstance(folded(text), str)
    assert all(isinstance(code, str) for code in find_codes(COUNTRIES, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IOM (UN)", [("IOM (UN)", None)]),
        ("City (Local authorities and communities)", [("City", "local-authorities")]),
        ("A\n- Faculty | academia", [("A", None), ("Faculty", "academia")]),
        ("X （学术界）; Y (Médias)", [("X", "academia"), ("Y", "media")]),
        ("Z | nonsense", [("Z", "nonsense")]),
        ('[{"name": "Q", "category": null}]', [("Q", None)]),
    ],
)
def test_organizations_are_read_with_their_category(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = understood(PracticeSchema().fields["partners"], text)
    assert [(row["name"], row["category"]) for row in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report – https://example.org/a", ("Report", "https://example.org/a")),
        ("Report: https://example.org/a.", ("Report", "https://example.org/a")),
        ("Report (https://example.org/a)", ("Report", "https://example.org/a")),
        ("Report | HTTPS://example.org/a_(b)", ("Report", "HTTPS://example.org/a_(b)")),
        ("https://example.org/?a;b", ("https://example.org/?a;b", "https://example.org/?a;b")),
        ("Report: ( https://example.org/a)", ("Report", "https://example.org/a")),
        ("Report:https://example.org/a", ("Report", "https://example.org/a")),
        ("Words alone", ("Words alone", "")),
        ("https://example.org/a and more", ("https://example.org/a and more", "")),
        ("a" + " " * 20_000 + "b", ("a" + " " * 20_000 + "b", "")),
        ("a" + " -:" * 10_000 + " https://example.org/a", ("a", "https://example.org/a")),
        ("http://" * 5_000 + " b", ("http://" * 5_000 + " b", "")),
        ("[not json", "[not json"),
    ],
)
def test_links_are_read_with_their_words(text: str, expected: Any) -> None:
    found = understood(PracticeSchema().fields["links"], text)
    assert (found if isinstance(found, str) else (found[0]["label"], found[0]["url"])) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_in_one_language_is_understood_in_another(app: Flask, language: str) -> None:
    values: dict[str, Any] = {
        "countries": ["CI", "TZ"], "scope": "regional", "objectives_primary": ["23", "1"], "start_year": 2020,
        "partners": [{"name": "Ünal & Co (2)", "category": "trade-unions"}, {"name": "B", "category": None}],
        "title": "A title; with a semicolon", "links": [{"label": "A – b", "url": "https://example.org"}],
    }  # fmt: skip
    fields = PracticeSchema().fields
    with app.test_request_context():
        for name, value in values.items():
            with force_locale(language):
                text = written(fields[name], value)
            assert alike(understood(fields[name], text), value), name
            assert digits_of(understood(fields[name], text)) == digits_of(settled(fields[name], value))

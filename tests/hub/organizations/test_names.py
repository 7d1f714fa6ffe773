"""How names of organizations are taken apart and recognized."""

import pytest

from hub.taxonomy import STAKEHOLDER_CATEGORIES
from hub.taxonomy.organizations.names import (
    KEY_LENGTH,
    core_of,
    initials_of,
    is_office,
    match_name,
    parts_of,
    possible_acronyms,
)
from hub.taxonomy.organizations.well_known import WELL_KNOWN, WellKnown, well_known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("International Organization for Migration", "international  organization for migration"),
        ("Médecins Sans Frontières", "MEDECINS SANS FRONTIERES"),
        ("UN-Women", "U.N. Women"),
        ("UNHCR", "U.N.H.C.R."),
        ("منظمة الصحة العالمية", "منظمه الصحه العالميه"),
        ("Straße der Hilfe", "Strasse der Hilfe"),
        ("Ёлка", "Елка"),
    ],
)
def test_case_accents_spaces_and_punctuation_do_not_matter(one: str, other: str) -> None:
    assert match_name(one) == match_name(other)


def test_names_without_letters_are_still_told_apart() -> None:
    assert match_name("!!!") != match_name("???") != ""
    assert len(match_name("\ufdfa" * 200)) == KEY_LENGTH


@pytest.mark.parametrize(
    ("typed", "name", "acronym"),
    [
        ("International Organization for Migration (IOM)", "International Organization for Migration", "IOM"),
        ("IOM (International Organization for Migration)", "International Organization for Migration", "IOM"),
        ("UNICEF - United Nations Children's Fund", "United Nations Children's Fund", "UNICEF"),
        ("United Nations Children's Fund – UNICEF", "United Nations Children's Fund", "UNICEF"),
        ("Bundesamt für Migration und Flüchtlinge (BAMF)", "Bundesamt für Migration und Flüchtlinge", "BAMF"),
        ("Gesellschaft für Brücken (GfB) gGmbH", "Gesellschaft für Brücken gGmbH", "GfB"),
        ("Министерство труда (МТ)", "Министерство труда", "МТ"),
        ("Ministry of Labour (Nepal)", "Ministry of Labour (Nepal)", ""),
        ("Ministry of Labour (NEPAL)", "Ministry of Labour (NEPAL)", ""),
        ("Red Cross (Tanzania) (TRCS)", "Red Cross (Tanzania) (TRCS)", ""),
        ("IOM – UN Migration", "IOM – UN Migration", ""),
        ("Bridges (BANK)", "Bridges (BANK)", ""),
        ("()", "()", ""),
        ("A (A)", "A (A)", ""),
        ("((((((", "((((((", ""),
    ],
)
def test_an_acronym_beside_a_name_is_told_from_other_remarks(typed: str, name: str, acronym: str) -> None:
    assert parts_of(typed) == (name, acronym)


def test_articles_and_legal_forms_say_nothing() -> None:
    assert core_of("The Bridge of Hope, Inc.") == core_of("Bridge of Hope e.V.") == ("bridge", "hope")
    assert core_of("المنظمة الدولية للهجرة") == core_of("منظمة دولية هجرة")
    assert core_of("The") == ("the",)


def test_initials_leave_small_words_out_and_keep_numbers() -> None:
    assert initials_of("Office of the High Commissioner for Human Rights") == "ohchr"
    assert initials_of("School 12") != initials_of("School 13")
    assert {"mlisa", "molisa"} >= possible_acronyms("Ministry of Labour Invalids Social Affairs") != set()
    assert possible_acronyms("Red Cross") == set(), "two letters mean too much"


def test_offices_are_known_in_several_languages() -> None:
    offices = ("Ministry of Labour", "The Federal Ministry of Labour", "Ministère du Travail", "وزارة العمل",
               "Министерство труда", "Bundesministerium des Innern")  # fmt: skip
    assert all(is_office(name) for name in offices)
    assert not is_office("International Organization for Migration")


def test_no_name_means_two_of_the_well_known_organizations() -> None:
    owners: dict[str, str] = {}
    for entry in WELL_KNOWN:
        for name, _language in entry.all_names():
            assert owners.setdefault(match_name(name), entry.code) == entry.code, name
    assert len({entry.code for entry in WELL_KNOWN}) == len(WELL_KNOWN) >= 100


@pytest.mark.parametrize("entry", WELL_KNOWN, ids=lambda entry: entry.code)
def test_well_known_organizations_are_described_as_the_register_takes_them(entry: WellKnown) -> None:
    assert entry.category in STAKEHOLDER_CATEGORIES
    assert entry.website and entry.website.startswith("http")
    assert all(0 < len(name) <= 200 for name, _language in entry.all_names())
    if entry.category == "un-entity" and entry.code != "migration-mptf":
        assert set(entry.names) == {"en", "fr", "es", "ar", "ru", "zh"}


@pytest.mark.parametrize(
    "name",
    ["IOM", "iom", "I.O.M.", "OIM", "МОМ", "国际移民组织", "المنظمة الدولية للهجرة", "UN Migration",
     "Organización Internacional para las Migraciones (OIM)", "OIM - Organisation internationale pour les migrations",
     "The International Organization for Migration"],
)  # fmt: skip
def test_one_organization_goes_by_many_names(name: str) -> None:
    found = well_known(name)
    assert (found.code if found else None) == (None if name.startswith("The ") else "iom")

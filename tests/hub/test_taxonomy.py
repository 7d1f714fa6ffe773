"""The vocabularies are complete, translated and consistent with each other."""

from collections import Counter

import pytest

from hub.taxonomy import (
    CLUSTERS,
    COMMISSIONS,
    COUNTRIES,
    INTERFACE_LANGUAGES,
    LANGUAGES,
    OBJECTIVES,
    PRINCIPLES,
    REGIONS,
    SDGS,
    VOCABULARIES,
    commissions_of,
    countries_in,
    objective_label,
    regions_of,
    with_ancestors,
)

UN_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
ROUND_TABLES = {
    "1": {"2", "5", "6", "12", "18"},
    "2": {"4", "8", "9", "10", "11", "13", "21"},
    "3": {"14", "15", "16", "19", "20", "22"},
    "4": {"1", "3", "7", "17", "23"},
}
every_vocabulary = pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)
every_language = pytest.mark.parametrize("language", UN_LANGUAGES)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("objectives", 23),
        ("principles", 10),
        ("sdgs", 17),
        ("countries", 249),
        ("regions", 31),
        ("languages", 183),
        ("practice-types", 8),
        ("stakeholder-categories", 17),
        ("language-levels", 7),
        ("scopes", 4),
        ("availabilities", 3),
        ("visibilities", 3),
        ("commissions", 5),
        ("clusters", 4),
        ("interface-languages", 6),
    ],
)
def test_a_vocabulary_has_as_many_terms_as_its_source(name, size):
    assert len(VOCABULARIES[name]) == len(set(VOCABULARIES[name].codes)) == size


def test_every_vocabulary_stands_under_its_own_name():
    assert all(vocabulary.name == name for name, vocabulary in VOCABULARIES.items())


@every_vocabulary
@every_language
def test_every_label_is_there_in_every_un_language(vocabulary, language):
    for term in vocabulary:
        named = term.labels.get(language) or (vocabulary.names and vocabulary.names(language).get(term.code))
        assert named and named.strip() == named, f"{vocabulary.name} {term.code} has no label in {language}"


@every_vocabulary
def test_every_other_text_is_there_in_every_un_language(vocabulary):
    texts = [value for term in vocabulary for value in term.extra.values() if hasattr(value, "values")]
    assert all(tuple(text) == UN_LANGUAGES and all(text.values()) for text in texts)


@every_vocabulary
@every_language
def test_no_two_terms_of_a_vocabulary_read_the_same(vocabulary, language):
    repeated = [label for label, n in Counter(dict(vocabulary.choices(language)).values()).items() if n > 1]
    assert not repeated


def test_objectives_are_numbered_and_stand_in_the_paragraphs_of_the_compact():
    assert OBJECTIVES.codes == tuple(str(number) for number in range(1, 24))
    assert all(term.extra["paragraph"] == 16 + int(term.code) for term in OBJECTIVES)


def test_objectives_lie_in_the_round_tables_of_the_review_forum():
    for cluster in CLUSTERS.codes:
        assert {term.code for term in OBJECTIVES if term.extra["cluster"] == cluster} == ROUND_TABLES[cluster]


def test_the_general_bucket_is_not_an_objective():
    assert "general" not in OBJECTIVES and "0" not in OBJECTIVES


def test_an_objective_is_shown_as_number_and_short_title():
    assert objective_label("8") == "8 Save lives"
    assert objective_label("8", "fr") == "8 Sauver des vies"


@every_language
def test_an_objective_item_carries_what_the_api_promises(language):
    item = OBJECTIVES.items(language)[7]
    assert item["code"] == "8" and item["cluster"] == "2"
    assert item["title"] and item["description"]


def test_sdgs_and_principles_have_their_official_names():
    assert SDGS.label("8") == "Decent work and economic growth"
    assert SDGS.label("10", "es") == "Reducción de las desigualdades"
    assert PRINCIPLES.label("rule-of-law") == "Rule of law and due process"


def test_a_country_item_carries_region_alpha3_and_commissions():
    [item] = [item for item in COUNTRIES.items("fr") if item["code"] == "TZ"]
    assert item["label"] == "Tanzanie"
    assert (item["region"], item["alpha3"], tuple(item["commissions"])) == ("014", "TZA", ("eca",))


def test_every_country_lies_in_a_region_under_the_world():
    assert all(regions_of(code)[-1] == "001" for code in COUNTRIES.codes)
    assert len(countries_in("001")) == 249


def test_every_country_but_antarctica_lies_in_a_continent():
    continents = {"002", "019", "142", "150", "009"}
    assert [code for code in COUNTRIES.codes if not continents.intersection(regions_of(code))] == ["AQ"]


@pytest.mark.parametrize(
    ("country", "regions"),
    [
        ("TZ", ("014", "202", "002", "001")),
        ("MA", ("015", "002", "001")),
        ("MX", ("013", "419", "019", "001")),
        ("FR", ("155", "150", "001")),
        ("XX", ()),
    ],
)
def test_regions_of_a_country_run_from_the_most_specific_to_the_world(country, regions):
    assert regions_of(country) == regions


def test_countries_in_a_region_include_those_of_its_parts():
    assert countries_in("018") == ("BW", "LS", "NA", "SZ", "ZA")
    assert set(countries_in("018")) < set(countries_in("202")) < set(countries_in("002"))
    assert countries_in("999") == ()


def test_north_america_holds_its_three_parts_though_it_stands_beside_the_tree():
    parts = {country for region in ("021", "013", "029") for country in countries_in(region)}
    assert set(countries_in("003")) == parts


def test_every_region_but_the_world_has_a_parent_that_exists():
    assert [term.code for term in REGIONS if term.extra["parent"] not in REGIONS] == ["001"]
    assert REGIONS.items()[1] == {"code": "002", "label": "Africa", "parent": "001"}


def test_ancestors_of_several_regions_come_once_each():
    assert with_ancestors(["014", "018", "nowhere"]) == ("014", "202", "002", "001", "018")


@pytest.mark.parametrize(
    ("commission", "members"), [("eca", 54), ("ece", 56), ("eclac", 46), ("escap", 53), ("escwa", 21)]
)
def test_each_regional_commission_has_all_its_member_states(commission, members):
    assert commission in COMMISSIONS
    assert len([code for code in COUNTRIES.codes if commission in commissions_of(code)]) == members


def test_a_state_may_belong_to_several_commissions():
    assert commissions_of("MA") == ("eca", "escwa")
    assert commissions_of("AQ") == commissions_of("XX") == ()


@pytest.mark.parametrize(("language", "name"), [("fr", "Tanzanie"), ("es", "Tanzania"), ("ru", "Танзания")])
def test_choices_are_localized(language, name):
    assert dict(COUNTRIES.choices(language))["TZ"] == name


def test_choices_of_countries_are_sorted_without_regard_to_accents():
    codes = [code for code, _ in COUNTRIES.choices("fr")]
    assert codes.index("EC") < codes.index("ER") < codes.index("ES")
    assert codes[0] == "AF" and codes[-1] == "ZW"


def test_choices_of_other_vocabularies_keep_the_order_of_the_data():
    assert [code for code, _ in OBJECTIVES.choices("fr")] == list(OBJECTIVES.codes)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("PS", "State of Palestine"),
        ("TW", "Taiwan Province of China"),
        ("KP", "Democratic People’s Republic of Korea"),
        ("FK", "Falkland Islands (Malvinas)"),
    ],
)
def test_disputed_names_follow_the_united_nations(code, name):
    assert COUNTRIES.label(code) == name


def test_interface_languages_come_first_among_the_languages():
    assert INTERFACE_LANGUAGES.codes == LANGUAGES.codes[:6] == UN_LANGUAGES
    assert LANGUAGES.label("sw", "fr") == "Swahili"
    assert INTERFACE_LANGUAGES.text("ar", "autonym") == "العربية"


def test_a_language_tag_with_country_is_understood_and_an_unknown_one_falls_back_to_english():
    assert COUNTRIES.label("TZ", "fr_CA") == COUNTRIES.label("TZ", "fr-FR") == "Tanzanie"
    assert COUNTRIES.label("TZ", "xx") == COUNTRIES.label("TZ", "not a language") == "Tanzania"


def test_an_unknown_code_is_shown_as_it_is():
    assert COUNTRIES.label("XX", "fr") == "XX"
    assert COUNTRIES.get("XX") is None and OBJECTIVES.text("99", "title") is None

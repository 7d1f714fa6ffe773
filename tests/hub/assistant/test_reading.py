"""How the assistant reads a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.assistant import FACETS, Opinion, Subject
from hub.assistant.reading import LONGEST, language_of, read


def terms(text: str, language: str | None = None) -> list[str]:
    return [word.term for word in read(text, language)]


def test_words_are_stems_in_the_language_of_the_text_without_the_little_ones() -> None:
    assert terms("The children of the migrants", "en") == ["en:child", "en:migrant"]
    assert terms("Les enfants des migrants", "fr") == ["fr:enfant", "fr:migr"]


def test_scripts_of_one_language_need_no_telling() -> None:
    assert terms("Дети и мигранты", "en") == ["ru:дет", "ru:мигрант"]
    assert all(term.startswith("ar:") for term in terms("المهاجرون في المدارس", "fr"))


def test_a_word_knows_where_it_stands() -> None:
    text = "First line\nSearch and rescue"
    assert [text[word.start : word.end] for word in read(text, "en")] == ["First", "line", "Search", "rescue"]


def test_punctuation_parts_words_and_little_words_do_not() -> None:
    assert [word.follows for word in read("search and rescue at sea, borders. Return", "en")] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_joined_words_are_read_apart_and_as_one() -> None:
    assert [(word.form, word.beside) for word in read("re-integration", "en")] == [
        ("re", False), ("reintegration", True), ("integration", False),
    ]  # fmt: skip


def test_chinese_is_read_in_pairs_of_signs() -> None:
    assert terms("移民数据。", "zh") == ["移民", "民数", "数据"]


def test_a_stem_that_is_too_short_to_tell_words_apart_gives_way_to_the_word() -> None:
    """The Arabic words for data and for environment have the same two letters left."""
    assert terms("بيانات", "ar") != terms("بيئة", "ar")


@pytest.mark.parametrize(
    ("paragraph", "declared", "language"),
    [
        ("Les personnes qui sont dans les villes et qui ont des enfants", "en", "fr"),
        ("Les personnes qui sont dans les villes et qui ont des enfants", None, "fr"),
        ("Las personas que están en la ciudad y que tienen un trabajo con los vecinos", "en", "es"),
        ("Migration data portal", "fr", "fr"),
        ("Migration data portal", None, "en"),
        ("Личные документы", "ru", "ru"),
    ],
)
def test_a_paragraph_is_read_in_its_own_language(paragraph: str, declared: str | None, language: str) -> None:
    assert language_of(paragraph, declared) == language


def test_a_text_in_several_languages_is_read_paragraph_by_paragraph() -> None:
    text = "The borders are managed by all of us.\nLes frontières sont gérées par nous et par les douanes.\n边境管理"
    found = terms(text, "en")
    assert {"en:border", "fr:douan", "边境"} <= set(found)


TEXTS = st.text(max_size=300) | st.text(alphabet="aé-'’.,\n \u200b\u0301ن移民о\ud800\U0001f600=", max_size=300)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(title=TEXTS, body=TEXTS, language=st.sampled_from([None, "en", "fr", "es", "ar", "ru", "zh", "pt", "xx"]))
def test_any_text_gets_an_answer_whose_words_stand_in_it(title: str, body: str, language: str | None) -> None:
    subject = Subject(title, body * 3, language)
    opinion = Opinion(subject)
    text = " ".join(subject.text.split())
    for facet in FACETS:
        for one in opinion.ranked[facet]:
            assert one.words and all(word and word in text for word in one.words)
        assert len(opinion.suggested(facet)) <= FACETS[facet].most


@pytest.mark.parametrize("unit", ["a", "移", "search and rescue ", "\n", "é-", "\u0301", "a'", "\u0000", "سس "])
def test_a_megabyte_of_anything_gets_an_answer(unit: str) -> None:
    subject = Subject(body=unit * (1_000_000 // len(unit)))
    assert all(word.end <= LONGEST for word in subject.words)
    assert set(Opinion(subject).ranked) == set(FACETS)

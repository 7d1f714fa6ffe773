"""Words that mean the same to a reader become the same term."""

import pytest

from hub.search.text import clean, fold, is_stop_word, languages_of, stem, tokens, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Réfugiés", "refugies"),
        ("Ёлка", "елка"),
        ("français", "FRANCAIS"),
        ("ＩＯＭ", "iom"),
        ("Straße", "strasse"),
        ("cœur", "coeur"),
        ("Łódź", "lodz"),
        ("إتفاقيّة", "اتفاقيه"),
        ("مهـــاجر", "مهاجر"),
        ("مُهَاجِر", "مهاجر"),
        ("على", "علي"),
    ],
)
def test_letters_that_readers_do_not_tell_apart_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_russian_short_i_and_the_vowel_signs_of_hindi_stay() -> None:
    assert fold("Йод") == "йод"
    assert fold("हिन्दी") == "हिन्दी"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "remittance remittances"),
        ("en", "policy policies"),
        ("en", "woman women"),
        ("en", "labour labor"),
        ("en", "organisation organization organizations"),
        ("en", "traffic trafficking trafficked"),
        ("en", "recognise recognised recognized recognizing"),
        ("fr", "réfugié réfugiée réfugiés réfugiées"),
        ("fr", "travailleur travailleurs travailleuse travailleuses"),
        ("fr", "national nationale nationaux nationales"),
        ("fr", "envoi envois envoyer"),
        ("fr", "migration migrations"),
        ("es", "migración migraciones"),
        ("es", "trabajador trabajadora trabajadores trabajadoras"),
        ("es", "mujer mujeres"),
        ("es", "país países"),
        ("ru", "мигрант мигранта мигрантов мигрантам"),
        ("ru", "беженец беженцы беженцев"),
        ("ru", "миграция миграции миграцию"),
        ("ar", "مهاجر المهاجر المهاجرين مهاجرون والمهاجرات"),
        ("ar", "تحويل تحويلات التحويلات"),
        ("ar", "اتفاقية الاتفاقية اتفاقيات"),
    ],
)
def test_inflected_forms_share_a_stem(language: str, forms: str) -> None:
    assert len({stem(fold(form), language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "migrant", "migration"), ("en", "border", "board"), ("es", "pais", "paso")],
)
def test_words_of_different_meaning_stay_apart(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_stems_do_not_depend_on_accents() -> None:
    assert stem(fold("protección"), "es") == stem("proteccion", "es")
    assert stem(fold("intégré"), "fr") == stem("integre", "fr")


def test_acronyms_and_codes_survive() -> None:
    assert list(words("IOM, GCM 8, U.N. and A/RES/73/195")) == [
        "iom", "gcm", "8", "un", "and", "a", "res", "73", "195",
    ]  # fmt: skip


def test_an_apostrophe_separates_as_a_space_does() -> None:
    assert list(words("Côte d’Ivoire, l'emploi")) == list(words("cote d ivoire l emploi"))


def test_what_a_hyphen_joins_is_also_one_word_in_the_same_place() -> None:
    assert [(token.word, token.step) for token in tokens("co-operation")] == [
        ("co", 1), ("cooperation", 0), ("operation", 1),
    ]  # fmt: skip


def test_chinese_is_cut_into_pairs() -> None:
    assert list(words("移民政策")) == ["移民", "民政", "政策", "策"]


def test_tokens_know_where_they_stood() -> None:
    text = "Les réfugiés, et l’emploi à 上海市"
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == token.word


def test_what_cannot_be_seen_is_removed() -> None:
    assert clean("a\x00b\u200fc\ud800d\u202ee\ufeff") == "a b c d e "


def test_the_script_says_which_languages_are_possible() -> None:
    assert languages_of("migrant", ("fr", "en")) == ("fr", "en", "es")
    assert languages_of("мигрант", ("en",)) == ("ru",)
    assert languages_of("移民", ("zh",)) == ()


def test_common_words_are_known_in_each_language() -> None:
    assert all(is_stop_word(word, (language,)) for word, language in [("the", "en"), ("и", "ru"), ("من", "ar")])
    assert not is_stop_word("migration", ("en", "fr"))

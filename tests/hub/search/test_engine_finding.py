"""The right documents, in the right order, in six languages, on each engine."""

from pathlib import Path

import pytest

from hub.search.engines import ENGINES, Engine, open_engine
from tests.hub.search.library import document, engine_with, found, search

pytestmark = pytest.mark.parametrize("name", sorted(ENGINES))

LIBRARY = [
    document(
        1,
        "Labour agreement with Kenya",
        "A bilateral accord for women who work abroad.",
        names="Amina Otieno",
    ),
    document(2, "Envois de fonds", "Réduire le coût pour les travailleurs réfugiés.", language="fr"),
    document(3, "Acuerdos de migración", "La protección de las trabajadoras y la reunificación.", language="es"),
    document(4, "Права мигрантов", "Защита беженцев и трудовых мигрантов в регионе.", language="ru"),
    document(5, "حماية العمال", "حقوق المهاجرين والتحويلات المالية في المنطقة", language="ar"),
    document(6, "劳动力移民政策", "关于移民工人权利的国家战略。", language="zh"),
    document(7, "Labour inspection", "The agreement of the parties was late. Human rights matter to all."),
    document(8, "Rights of children", "All human beings have rights; detention of a child is never right."),
    document(9, "IOM and GCM objective 8", "Saving lives at sea near Côte d'Ivoire, co-operation of coast guards."),
    document(10, "Human rights", "A page about nothing else."),
]


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Engine:
    return engine_with(tmp_path, LIBRARY, name)


@pytest.mark.parametrize(
    ("query", "language", "id_"),
    [
        ("labor agreements", "en", 1),
        ("kenya", "en", 1),
        ("otieno", "en", 1),
        ("envoi de fonds", "fr", 2),
        ("refugie", "fr", 2),
        ("travailleuse", "fr", 2),
        ("refugies", "en", 2),
        ("acuerdo migracion", "es", 3),
        ("trabajador", "es", 3),
        ("мигранты", "ru", 4),
        ("беженец", "en", 4),
        ("مهاجر", "ar", 5),
        ("تحويل", "fr", 5),
        ("حِمَايَة", "ar", 5),
        ("移民", "zh", 6),
        ("工人权利", "en", 6),
        ("民", "zh", 6),
        ("iom", "en", 9),
        ("GCM 8", "en", 9),
        ("cote d ivoire", "en", 9),
        ("CÔTE D’IVOIRE", "fr", 9),
        ("cooperation", "en", 9),
        ("co-operation", "en", 9),
        ("ＩＯＭ", "en", 9),
        ("inspect*", "en", 7),
    ],
)
def test_a_word_is_found_in_all_its_forms(engine: Engine, query: str, language: str, id_: int) -> None:
    assert found(engine, query, languages=(language,))[0] == id_


def test_names_are_found_as_written_only(name: str, tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, names="Marta Banks")], name)
    assert found(engine, "banks") == [1]
    assert found(engine, "bank") == []


def test_all_words_come_before_some_and_the_title_first(engine: Engine) -> None:
    assert found(engine, "labour agreement")[:2] == [1, 7]
    assert set(found(engine, "labour children")) == {1, 7, 8}


def test_the_very_title_comes_first(engine: Engine) -> None:
    assert found(engine, "human rights")[0] == 10
    assert found(engine, "rights of children")[0] == 8


def test_a_long_document_is_not_punished_for_its_length(name: str, tmp_path: Path) -> None:
    long = document(1, "Remittances in the region", "lorem ipsum " * 2000)
    short = document(2, "A note", "Something about remittances.")
    assert found(engine_with(tmp_path, [long, short], name), "remittances") == [1, 2]


def test_a_phrase_is_words_in_a_row(engine: Engine) -> None:
    assert set(found(engine, '"human rights"')) == {7, 10}
    assert found(engine, '"rights human"') == []
    assert found(engine, '"Côte d’Ivoire"') == [9]
    assert found(engine, '"移民工人"') == [6]


def test_a_phrase_does_not_run_from_the_title_into_the_text(name: str, tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "On human", "rights and more")], name)
    assert found(engine, '"human rights"') == []


def test_exclusion_alternatives_and_requirements(engine: Engine) -> None:
    assert set(found(engine, "rights -children")) == {7, 10}
    assert set(found(engine, "rights NOT detention")) == {7, 10}
    assert set(found(engine, "kenya OR inspection")) == {1, 7}
    assert found(engine, "rights AND detention") == [8]
    assert set(found(engine, "-rights")) == {1, 2, 3, 4, 5, 6, 9}


def test_common_words_find_nothing_beside_others_but_count_alone(engine: Engine) -> None:
    assert found(engine, "the kenya") == [1]
    assert set(found(engine, "the")) == {7}


def test_of_many_words_a_document_needs_more_than_one(engine: Engine) -> None:
    assert found(engine, "bilateral accord kenya inspection sea")[0] == 1
    assert 7 not in found(engine, "bilateral accord kenya inspection sea")


def test_a_question_is_answered(engine: Engine) -> None:
    assert found(engine, "How can we protect the human rights of a child in detention?")[0] == 8


def test_nothing_typed_is_everything_newest_first(engine: Engine) -> None:
    assert found(engine, "") == list(range(10, 0, -1))
    assert found(engine, "rights", sort="newest") == [10, 8, 7]


def test_pages_do_not_overlap(engine: Engine) -> None:
    pages = [id_ for offset in (0, 4, 8, 12) for id_ in found(engine, "", offset=offset, limit=4)]
    assert pages == list(range(10, 0, -1))
    assert search(engine, "", offset=10**9, limit=4).total == 10


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("inspecton", "inspection"),
        ("kneya", "kenya"),
        ("labour agreemnet", "labour agreement"),
        ("refguies", "réfugiés"),
        ("мигрнатов", "мигрантов"),
        ("'kebya'", "'kenya'"),
    ],
)
def test_a_typing_error_is_answered_with_a_suggestion(engine: Engine, typed: str, suggested: str) -> None:
    assert search(engine, typed).suggestion == suggested


def test_a_rare_word_may_be_an_error_for_a_frequent_one(name: str, tmp_path: Path) -> None:
    documents = [document(number, "zanzibar") for number in range(11)]
    engine = engine_with(tmp_path, [*documents, document(99, "zanzibor")], name)
    assert search(engine, "zanzibor").suggestion == "zanzibar"
    assert search(engine, "zanzibar").suggestion is None


@pytest.mark.parametrize("typed", ["kenya", "xyzzyxyzzy", "iom", "", "12345", "移民"])
def test_nothing_is_suggested_without_need(engine: Engine, typed: str) -> None:
    assert search(engine, typed).suggestion is None


def test_an_empty_engine_answers(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path / "new")
    assert engine.healthy() is None
    assert search(engine, "rights").total == 0
    assert list(engine.fingerprints()) == []


def test_what_was_not_used_is_in_the_answer(engine: Engine) -> None:
    assert search(engine, 'rights "').ignored == ('"',)

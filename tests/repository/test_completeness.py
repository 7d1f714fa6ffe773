"""What a practice lacks, and what its reviewers will probably ask."""

from typing import Any

import pytest
from flask import Flask

from hub.auth.operations import create_token
from repository.completeness import assess
from repository.completeness.signs import counts, has_figure, length, mentions, unexplained
from repository.completeness.words import EVALUATION, GENDER, PEOPLE
from tests.clients import HubClient
from tests.factories import practice, user

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("In two years 3,400 women received a permit.", True),
        ("Since 2021, until 2023.", False),
        ("In 2021 it reached 12.", True),
        ("٣٤٠٠ عامل", True),
        ("服务了3400人", True),
        ("Most of them.", False),
        ("", False),
    ],
)
def test_a_figure_is_a_number_that_is_no_year(text: str, has: bool) -> None:
    assert has_figure(text) == has


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("It reached 40 workers. It costs little.", "en", True),
        ("It reached workers. It cost 40 dollars.", "en", False),
        ("Se formó a 1.200 personas", "es", True),
        ("1200 personnes ont été formées", "fr", True),
        ("Обучено 1200 человек", "ru", True),
        ("培训了1200人。", "zh", True),
        ("تم تدريب ١٢٠٠ شخص", "ar", True),
        ("Foram formadas 1200 pessoas", "pt", None),
    ],
)
def test_who_was_reached_is_a_figure_and_people_in_one_sentence(text: str, language: str, told: bool | None) -> None:
    assert counts(text, PEOPLE, language) is told


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Most women found work.", "en", True),
        ("Kinswomen are not a word of the list.", "en", False),
        ("Las mujeres encontraron trabajo.", "es", True),
        ("وصلت إلى النساء", "ar", True),
        ("帮助了妇女", "zh", True),
        ("Die Frauen", "de", None),
    ],
)
def test_words_are_looked_for_in_the_language_of_the_text_alone(text: str, language: str, told: bool | None) -> None:
    assert mentions(text, GENDER, language) is told


def test_every_list_of_words_knows_the_six_languages() -> None:
    for words in (PEOPLE, GENDER, EVALUATION):
        assert list(words) == ["en", "fr", "es", "ar", "ru", "zh"]
        assert all(word == word.casefold() for many in words.values() for word in many)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The UNODC and IGAD met.", ["UNODC", "IGAD"]),
        ("The Intergovernmental Authority on Development (IGAD) met. IGAD decided.", []),
        ("IGAD (Intergovernmental Authority on Development) met.", []),
        ("The UN and the EU paid in USD. Chapter XIV.", []),
        ("МОТ помогла. МОМ (Международная организация по миграции)", ["МОТ"]),
        ("国际移民组织（IOM）", []),
        ("", []),
    ],
)
def test_acronyms_count_as_explained_where_brackets_stand_beside_them(text: str, left: list[str]) -> None:
    assert unexplained(text) == left


def test_a_text_without_spaces_has_about_as_many_words() -> None:
    assert length("one two, three") == 3
    assert length("国际移民组织") == 3


FULL: dict[str, Any] = {
    "summary": "Consulates answer calls of workers abroad. " * 15,
    "benefit_impact": "In 2022 it helped 400 women and 20 children. An evaluation confirmed it.",
    "partners": [{"name": "Union of Seafarers", "category": None}],
    "principles": ["gender-responsive", "child-sensitive"],
    "implementation": "First a line, then a website.",
    "key_lessons": "Night shifts were hard to fill.",
    "recommendations": "Begin with one consulate.",
    "innovation": "It answers in sign language.",
    "resources_needed": "40,000 dollars a year.",
    "links": [{"label": "Report", "url": "https://example.org"}],
}


def test_where_everything_is_there_nothing_is_asked(app: Flask) -> None:
    ready = assess(practice("draft", **FULL))
    assert ready.lacking == ready.asked == []
    assert ready.done == ready.total == len(ready.needed) + 14


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"summary": "Short."}, "summary"),
        ({"title": "Support by the UNODC in Kenya"}, "acronyms"),
        ({"partners": []}, "partners"),
        ({"principles": []}, "principles"),
        ({"implementation": None}, "implementation"),
        ({"benefit_impact": "It helped many women and children."}, "evidence"),
        ({"benefit_impact": "An evaluation says that women and children gained."}, "reached"),
        ({"benefit_impact": "In 2022 it helped 400 workers and 20 children."}, "gender"),
        ({"benefit_impact": "In 2022 it helped 400 women."}, "children"),
        ({"key_lessons": None}, "lessons"),
        ({"recommendations": None}, "transfer"),
        ({"innovation": None}, "innovation"),
        ({"resources_needed": "Little."}, "cost"),
        ({"links": []}, "proof"),
    ],
)
def test_each_rule_asks_for_what_is_not_there(app: Flask, change: dict[str, Any], name: str) -> None:
    ready = assess(practice("draft", **FULL | change))
    assert name in [item.name for item in ready.asked]
    assert all(item.text for item in ready.asked)


def test_nobody_asks_about_gender_and_children_where_these_were_not_chosen(app: Flask) -> None:
    ready = assess(practice("draft", **FULL | {"principles": ["human-rights"]}))
    assert not {"gender", "children"} & {item.name for item in ready.advised}


def test_a_text_in_a_language_without_lists_is_not_judged_by_words(app: Flask) -> None:
    ready = assess(practice("draft", **FULL | {"language": "pt", "benefit_impact": "Ajudou muito."}))
    assert not {"gender", "children", "reached", "evidence"} & {item.name for item in ready.advised}


def test_a_country_is_needed_where_the_scope_says_so(app: Flask) -> None:
    local = assess(practice("draft", scope="local", countries=[]))
    assert [item.field for item in local.lacking] == ["countries"]
    assert local.first_lacking == "where"
    assert assess(practice("draft", scope="global", countries=[])).lacking == []


def test_what_reviewers_ask_never_stops_a_submission(client: HubClient) -> None:
    made = practice("draft")
    author = client.as_(made.submitter)
    assert assess(made).asked
    page = author.get(f"/practices/{made.slug}/status").text
    assert "What reviewers often ask" in page and "Who worked together with the lead organization?" in page
    assert author.post(f"/practices/{made.slug}/transitions", data={"to": "submitted"}).status_code == 302


def test_the_page_leads_to_each_missing_answer_in_its_step(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None)
    page = client.as_(made.submitter).get(f"/practices/{made.slug}/status").text
    assert f'href="/practices/{made.slug}/edit/how#f-benefit_impact">Benefit and impact' in page
    assert "1 needed answer is missing." in page
    step = client.as_(made.submitter).get(f"/practices/{made.slug}/edit/who").text
    assert "<meter" in step and "Who worked together with the lead organization?" in step


def test_a_program_of_an_author_reads_what_is_lacking_and_nobody_else_does(client: HubClient) -> None:
    made = practice("draft", benefit_impact=None)
    address = f"/practices/{made.slug}/completeness"
    told = client.api(create_token(made.submitter, label="test", scope="read")).get(address).json
    assert [item["field"] for item in told["needed"] if not item["done"]] == ["benefit_impact"]
    assert (told["done"], told["total"]) == (assess(made).done, assess(made).total)
    assert {"name", "field", "step", "label", "text", "done"} == set(told["advised"][0])
    assert client.api(create_token(user(), label="test", scope="read")).get(address).status_code == 404
    public = f"/practices/{practice().slug}/completeness"
    assert client.api(create_token(user(), label="test", scope="read")).get(public).status_code == 403
    assert client.get(f"/api/v1{public}").status_code == 401

"""The fields of a practice take what is right and say what is wrong."""

import time
import unicodedata
from typing import Any

import pytest
from flask import Flask

from hub.errors import Invalid
from repository.schemas import PracticeSchema

WHOLE: dict[str, Any] = {
    "title": "A title that is long enough",
    "summary": "Text",
    "benefit_impact": "Text",
    "practice_type": "project",
    "language": "en",
    "scope": "national",
    "countries": ["TZ"],
    "start_year": 2021,
    "objectives_primary": ["8"],
    "lead_organizations": [{"name": "Ministry", "category": "member-state"}],
}


def wrong_fields(partial: bool = False, **change: Any) -> set[str]:
    try:
        PracticeSchema().load({k: v for k, v in (WHOLE | change).items() if v is not ...}, partial=partial)
    except Invalid as error:
        return {entry["field"] for entry in error.flat()}
    return set()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "Too short"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": ["list"]}, "title"),
        ({"title": ...}, "title"),
        ({"title": "   "}, "title"),
        ({"summary": "x" * 5_001}, "summary"),
        ({"summary": None}, "summary"),
        ({"objectives_primary": []}, "objectives_primary"),
        ({"objectives_primary": ["24"]}, "objectives_primary.0"),
        ({"objectives_primary": "8"}, "objectives_primary"),
        ({"objectives_primary": [8]}, "objectives_primary.0"),
        ({"objectives_secondary": ["8"]}, "objectives_secondary"),
        ({"start_year": 20220}, "start_year"),
        ({"start_year": "next year"}, "start_year"),
        ({"start_year": True}, "start_year"),
        ({"start_year": 2021.5}, "start_year"),
        ({"end_year": 2020}, "end_year"),
        ({"scope": "galactic"}, "scope"),
        ({"countries": ["XX"]}, "countries.0"),
        ({"countries": []}, "countries"),
        ({"countries": ["TZ"] * 3_000}, "countries"),
        ({"language": "english"}, "language"),
        ({"regions": ["999"]}, "regions.0"),
        ({"links": [{"label": "x", "url": "javascript:alert(1)"}]}, "links.0.url"),
        ({"links": "http://x"}, "links"),
        ({"links": [{"label": "x", "url": "https://example.org", "more": 1}]}, "links.0.more"),
        ({"lead_organizations": [{"category": "academia"}]}, "lead_organizations.0.name"),
        ({"surprise": 1}, "surprise"),
        ({"focal_point": {"email": "not an address"}}, "focal_point.email"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(app: Flask, change: dict[str, Any], field: str) -> None:
    assert wrong_fields(**change) == {field}


@pytest.mark.one_database
def test_a_draft_may_be_empty_but_not_wrong(app: Flask) -> None:
    assert PracticeSchema().load({}, partial=True) == {}
    assert wrong_fields(partial=True, title=None, countries=[]) == set()
    assert wrong_fields(partial=True, start_year=20220) == {"start_year"}


@pytest.mark.one_database
def test_repeated_codes_count_once_and_texts_are_trimmed(app: Flask) -> None:
    loaded = PracticeSchema().load(WHOLE | {"countries": ["TZ", "TZ"], "title": "  Spaces   between \x00 words "})
    assert loaded["countries"] == ["TZ"]
    assert loaded["title"] == "Spaces between words"


@pytest.mark.one_database
def test_a_regional_practice_needs_no_country(app: Flask) -> None:
    assert wrong_fields(scope="regional", countries=[]) == set()


@pytest.mark.one_database
@pytest.mark.parametrize("heap", ["\u0316\u0300", "\u0300\u0316\u0344"])
def test_heaps_of_accents_cost_no_time_and_real_ones_stay(app: Flask, heap: str) -> None:
    began = time.process_time()
    wrong_fields(title="a" + heap * 50_000, summary="b" + heap * 50_000)
    assert time.process_time() - began < 2
    title = "Me\u0301xico y Vie\u0323\u0302t Nam, \u0623\u064e\u0647\u0652\u0644\u064b\u0627"
    assert PracticeSchema().load({"title": title}, partial=True)["title"] == unicodedata.normalize("NFC", title)

"""A practice goes to paper and comes back: what people do in Word, and what the hub makes of it."""

from typing import Any

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from flask import Flask
from flask_babel import force_locale

from hub.i18n import LANGUAGES
from hub.paper.proposing import Proposal
from hub.paper.word.reading import MOST_LETTERS
from repository.exchange.documents import read_document, write_document
from repository.models import Practice
from repository.schemas import PracticeSchema
from tests.factories import practice
from tests.repository import office

pytestmark = pytest.mark.one_database

RICH = """A line in **Dar es Salaam** that answers *day and night*; see [the report](https://example.org/report_(1)) and
[ours](/practices/other).

- Trained officers
- Posters in `three` languages
  1. Swahili
  2. ***English***

> It changed my life.

### What came of it

| Year | Calls |
| --- | --- |
| 2021 | 120 \\| more |

```
code  here
  indented
```

3. third
4. fourth

A * star, a_name, 5 < 6 & "quotes" – ~~not~~
\\# no heading"""

FULL: dict[str, Any] = {
    "summary": RICH,
    "regions": ["014"],
    "countries": ["TZ", "CI"],
    "subnational": "Dar es Salaam – \u00abwest\u00bb",
    "end_year": 2023,
    "lead_organizations": [
        {"name": "Ministry of Labour (MoL)", "category": "member-state"},
        {"name": "Somebody", "category": None},
    ],
    "partners": [{"name": "City", "category": "local-authorities"}],
    "objectives_primary": ["14", "8"],
    "objectives_secondary": ["3"],
    "principles": ["human-rights"],
    "sdgs": ["10"],
    "links": [{"label": "Evaluation (2): part", "url": "https://example.org/eval_(2)?a=1&b=2"}],
    "source": "Annual report, p. 4",
    "focal_point": {"name": "A. Focal", "email": "focal@example.org", "role": None},
}


@pytest.fixture
def here(app: Flask) -> Any:
    with app.test_request_context():
        yield


def proposed(made: Practice, content: bytes) -> Proposal:
    _filled, proposal = read_document(made, content, "practice.docx")
    return proposal


def shown(proposal: Proposal) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The new values, and the fields and reasons of the problems."""
    return proposal.values, [(problem.name, problem.message) for problem in proposal.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_that_nobody_touched_changes_nothing_in_any_language(here: Any, language: str) -> None:
    made = practice("draft", **FULL, language="ar" if language == "fr" else language)
    with force_locale(language):
        content = write_document(made)
    assert shown(proposed(made, content)) == ({}, [])


def test_an_empty_template_is_a_practice_without_any_value(here: Any) -> None:
    _filled, proposal = read_document(None, write_document(None), "x.docx")
    assert shown(proposal) == ({}, [])


def test_each_kind_of_field_is_read_as_people_write_it(here: Any) -> None:
    made = practice("draft", **FULL)
    content = office.edited(
        write_document(made),
        title="  Consular\u00a0help,  day and night ",
        practice_type="Информационная служба",
        scope="global",
        countries="Tanzania; Côte d'Ivoire\nKE – Kenya\n• المغرب",
        start_year=" 2019 ",
        end_year="",
        objectives_primary="Objective protection\n8",
        objectives_secondary="9. Counter smuggling; Data",
        lead_organizations="Ministry of Labour (MoL) (Member State)\nIOM (UN)",
        partners="A | academia; B (Médias)",
        links="Report – https://example.org/a\nhttps://example.org/b",
        focal_point__role="Head of unit",
        key_lessons="",
    )
    values, problems = shown(proposed(made, content))
    assert values == {
        "title": "Consular help, day and night",
        "practice_type": "information-service",
        "scope": "global",
        "countries": ["TZ", "CI", "KE", "MA"],
        "start_year": 2019,
        "end_year": None,
        "objectives_secondary": ["9", "1"],
        "lead_organizations": [
            {"name": "Ministry of Labour (MoL)", "category": "member-state"},
            {"name": "IOM (UN)", "category": None},
        ],
        "partners": [{"name": "A", "category": "academia"}, {"name": "B", "category": "media"}],
        "links": [
            {"label": "Report", "url": "https://example.org/a"},
            {"label": "https://example.org/b", "url": "https://example.org/b"},
        ],
        "focal_point": {"name": "A. Focal", "email": "focal@example.org", "role": "Head of unit"},
    }
    assert problems == [("objectives_primary", "Objective protection is not one of the choices.")]


def test_what_cannot_be_understood_is_named_with_its_text_and_the_rest_is_proposed(here: Any) -> None:
    made = practice("draft", **FULL)
    content = office.edited(
        write_document(made), start_year="20220", countries="Tanzania\nWakanda", title="Short", summary="New text."
    )
    proposal = proposed(made, content)
    assert proposal.values == {"summary": "New text."}
    told = {problem.name: (problem.label, problem.message, problem.text) for problem in proposal.problems}
    assert told["start_year"] == ("First year", "Give a whole number from 1950 to 2100.", "20220")
    assert told["countries"] == ("Countries", "Wakanda is not one of the choices.", "Tanzania\nWakanda")
    assert told["title"] == ("Title", "Use at least 10 characters.", "Short")


def test_three_hundred_countries_and_a_far_too_long_text_are_refused_by_name(here: Any) -> None:
    made = practice("draft")
    lines = "\n".join(f"Country {n}" for n in range(300))
    content = office.edited(write_document(made), countries=lines, summary="long " * 40_000)
    proposal = proposed(made, content)
    assert proposal.values == {}
    assert [(problem.name, problem.message) for problem in proposal.problems] == [
        ("summary", "Use at most 5000 characters; this text has 20007."),
        (
            "countries",
            "Country 0 is not one of the choices. Country 1 is not one of the choices. Country 2 is not one "
            "of the choices. Country 3 is not one of the choices. Country 4 is not one of the choices. 295 more like "
            "these.",
        ),
    ]
    assert all(len(problem.text) <= 20_000 for problem in proposal.problems)


def test_a_row_that_is_gone_leaves_its_field_as_it_is(here: Any) -> None:
    made = practice("draft", **FULL)
    document = office.opened(write_document(made))
    for key in ("summary", "focal_point.email", "countries"):
        row = office.row_of(document, key)
        row._tr.getparent().remove(row._tr)
    office.answer(document, "focal_point.name", "B. Focal")
    values, problems = shown(proposed(made, office.saved(document)))
    assert values == {"focal_point": {"name": "B. Focal", "email": "focal@example.org", "role": None}}
    assert problems == []


def test_tracked_changes_are_read_as_accepted(here: Any) -> None:
    made = practice("draft", summary="We trained 20 officers.", key_lessons="One.", implementation="Stays.")
    document = office.opened(write_document(made))
    cell = office.answer(document, "summary")
    office.put(
        cell,
        "<w:p {w}><w:r><w:t xml:space='preserve'>We trained </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:rPr><w:b/></w:rPr><w:t>25</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='4' w:author='x'><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:t xml:space='preserve'> officers.</w:t></w:r></w:p>",
    )
    office.put(
        cell, "<w:p {w}><w:pPr><w:rPr><w:del w:id='5' w:author='x'/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
    )
    office.put(cell, "<w:p {w}><w:moveTo w:id='6' w:author='x'><w:r><w:t> line.</w:t></w:r></w:moveTo></w:p>")
    row = office.row_of(document, "implementation")._tr
    row.get_or_add_trPr().append(office.parse_xml(f"<w:del {office.nsdecls('w')} w:id='7' w:author='x'/>"))
    values, problems = shown(proposed(made, office.saved(document)))
    assert values == {"summary": "We trained **25** officers.\n\nOne line."}
    assert problems == []


def test_formatting_of_other_programs_becomes_markdown(here: Any) -> None:
    made = practice("draft")
    document = office.opened(write_document(made))
    cell = office.answer(document, "summary")
    link = document.part.relate_to("https://example.org/r", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for xml in (
        f"<w:p {{w}}><w:sdt><w:sdtContent><w:hyperlink r:id='{link}'><w:r><w:t>The report</w:t></w:r></w:hyperlink>"
        "</w:sdtContent></w:sdt><w:r><w:t>, and</w:t><w:tab/><w:t>more</w:t></w:r></w:p>",
        "<w:p {w}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/f\" "
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>A field</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
        "<w:p {w}><w:r><w:t>• typed</w:t></w:r></w:p>",
        "<w:p {w}><w:r><w:t>2) numbered</w:t></w:r></w:p>",
        "<w:p {w}><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Heading</w:t></w:r></w:p>",
        "<w:p {w}><w:pPr><w:pStyle w:val='Unknown'/></w:pPr><w:r><w:t>First line</w:t><w:br/><w:t>second</w:t></w:r>"
        "</w:p>",
    ):
        office.put(cell, xml)
    values, _problems = shown(proposed(made, office.saved(document)))
    assert values == {
        "summary": "[The report](https://example.org/r), and more\n\n[A field](https://example.org/f)\n\n- typed\n\n"
        "2. numbered\n\n# Heading\n\nFirst line  \nsecond"
    }


def test_an_answer_divided_into_further_rows_is_read_whole(here: Any) -> None:
    made = practice("draft")
    document = office.opened(write_document(made))
    office.answer(document, "key_lessons", "First.")
    table = next(
        table for table in document.tables if "[key_lessons:" in "".join(c.text for c in table.columns[0].cells)
    )
    added = table.add_row()
    added.cells[1].text = "Second."
    office.row_of(document, "key_lessons")._tr.addnext(added._tr)
    assert proposed(made, office.saved(document)).values == {"key_lessons": "First.\n\nSecond."}


def test_an_answer_that_many_rows_together_make_far_too_long_is_read_as_plain_text(here: Any) -> None:
    made = practice("draft")
    document = office.opened(write_document(made))
    office.answer(document, "key_lessons", "- - " * (MOST_LETTERS // 5))
    row = office.row_of(document, "key_lessons")
    for _again in range(5):
        added = office.parse_xml(office.etree_of(row._tr))
        for element in next(added.iterdescendants(qn("w:tc"))).iterdescendants(qn("w:t")):
            element.text = ""
        row._tr.addnext(added)
    filled, _proposal = read_document(made, office.saved(document), "x.docx")
    (answer,) = [answer for answer in filled.answers if answer.question.key == "key_lessons"]
    assert MOST_LETTERS < len(answer.text) < 2 * MOST_LETTERS + 10
    assert answer.text.startswith("```")


def test_a_table_that_would_grow_far_beyond_what_stands_in_it_is_read_as_plain_text(here: Any) -> None:
    """Markdown gives each row as many cells as the longest has."""
    made = practice("draft")
    document = office.opened(write_document(made))
    cell = office.answer(document, "key_lessons")
    rows = "<w:tr>" + "<w:tc/>" * 10_000 + "</w:tr>"
    rows += "<w:tr><w:tc><w:p><w:r><w:t>word</w:t></w:r></w:p></w:tc></w:tr>" * 1_000
    office.put(cell, f"<w:tbl {{w}}>{rows}</w:tbl>")
    filled, _proposal = read_document(made, office.saved(document), "x.docx")
    (answer,) = [answer for answer in filled.answers if answer.question.key == "key_lessons"]
    assert answer.text == "```\n" + "\n".join(["word"] * 1_000) + "\n```"


def test_a_row_is_recognized_by_its_label_in_any_language_when_its_small_print_is_gone(here: Any) -> None:
    made = practice("draft")
    with force_locale("fr"):
        document = office.opened(write_document(made))
    office.answer(document, "title", "A title from a French form")
    office.answer(document, "source", "The report")
    office.answer(document, "subnational", "Their own words")
    title, source, place = (office.row_of(document, key).cells[0] for key in ("title", "source", "subnational"))
    for paragraph in title.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    source.paragraphs[-1].runs[0].text = "[fuente:zzz]"
    place.text = "Something of our own"
    proposal = proposed(made, office.saved(document))
    assert proposal.values == {"title": "A title from a French form", "source": "The report"}
    (problem,) = proposal.problems
    assert (problem.label, problem.text) == ("Something of our own", "Their own words")


def test_a_field_that_stands_twice_is_read_once_and_told(here: Any) -> None:
    made = practice("draft")
    document = office.opened(write_document(made))
    office.answer(document, "source", "The report")
    row = office.row_of(document, "source")._tr
    row.addnext(office.parse_xml(office.etree_of(row)))
    proposal = proposed(made, office.saved(document))
    assert proposal.values == {"source": "The report"}
    assert [problem.message for problem in proposal.problems] == [
        "This field stands here twice. Only the first was read."
    ]


def test_a_field_changed_on_the_hub_meanwhile_is_not_taken_back_by_a_document_that_never_touched_it(here: Any) -> None:
    made = practice("draft", summary="Old.", key_lessons="Old lessons.")
    content = office.edited(write_document(made), key_lessons="Lessons on paper.")
    made.summary, made.key_lessons = "New on the hub.", "New lessons on the hub."
    proposal = proposed(made, content)
    assert proposal.values == {"key_lessons": "Lessons on paper."}
    assert proposal.also_changed == {"key_lessons"}


def test_blanks_and_breaks_that_programs_change_are_no_change(here: Any) -> None:
    made = practice("draft", summary="« Quoi ? » dit-elle.\n\n- un\n- deux", title="Un titre : avec des espaces")
    document = office.opened(write_document(made))
    cell = office.answer(document, "summary", "«\u00a0Quoi\u202f?\u00a0»  dit-elle.", "", "- un", "–\tdeux", " ")
    assert len(cell.paragraphs) == 5
    office.answer(document, "title", "Un titre\u00a0: avec", "des espaces")
    assert proposed(made, office.saved(document)).values == {}


def test_pictures_and_embedded_documents_are_told_not_taken(here: Any) -> None:
    made = practice("draft")
    document = office.opened(write_document(made))
    cell = office.answer(document, "summary", "Text.")
    office.put(cell, "<w:p {w}><w:r><w:drawing/></w:r></w:p>")
    office.put(cell, "<w:altChunk {w} r:id='rId99'/>")
    proposal = proposed(made, office.saved(document))
    assert proposal.values == {"summary": "Text."}
    assert [problem.message.split(" ")[0] for problem in proposal.problems] == ["Pictures", "Another"]


def test_an_objective_both_main_and_further_is_told_with_the_change(here: Any) -> None:
    made = practice("draft", objectives_primary=["8"], objectives_secondary=["3"])
    proposal = proposed(made, office.edited(write_document(made), objectives_secondary="8 Save lives"))
    assert proposal.values == {"objectives_secondary": ["8"]}
    assert [problem.name for problem in proposal.problems] == ["objectives_secondary"]


def test_a_document_names_nobody_and_says_its_language(here: Any) -> None:
    made = practice("draft", title="A title that is long enough")
    with force_locale("ar"):
        properties = office.opened(write_document(made)).core_properties
    assert properties.author == properties.last_modified_by
    assert made.submitter and made.submitter.name not in properties.author
    assert (properties.title, properties.language, properties.comments) == (made.title, "ar-SA", "")


def test_every_field_of_a_practice_has_its_row_with_help(here: Any) -> None:
    document = office.opened(write_document(None))
    asked = " ".join(row.cells[0].text for table in document.tables for row in table.rows)
    for name, source in PracticeSchema().fields.items():
        assert f"[{name}" in asked
        assert str(source.metadata["help"]) in asked

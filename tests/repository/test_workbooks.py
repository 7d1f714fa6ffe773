"""Many practices in one workbook: what is taken, and every cell that is not."""

import io
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from openpyxl import load_workbook

from hub.errors import Invalid
from hub.exchange.exporting import export
from hub.i18n import LANGUAGES
from hub.paper.workbook.marking import marked
from hub.paper.workbook.table import MOST_ROWS
from repository.exchange import exchange
from repository.exchange.workbooks import read_workbook, write_workbook
from repository.schemas import PracticeSchema
from tests.factories import practice
from tests.repository.workbook import GOOD, filled, keys_of, of_our_own, saved

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def here(app: Flask) -> Any:
    with app.test_request_context():
        yield


def told(content: bytes) -> list[str]:
    return [str(problem) for problem in read_workbook(content, "x.xlsx").problems]


def refused(content: bytes) -> str:
    with pytest.raises(Invalid) as error:
        read_workbook(content, "x.xlsx")
    return str(error.value.errors["file"][0])


def test_a_row_becomes_the_values_of_a_practice() -> None:
    table = read_workbook(
        filled(GOOD, {"title": "Only a title for now"}, GOOD | {"focal_point__email": "A@example.org"})
    )
    assert table.problems == table.notes == []
    first, second, third = (row.values for row in table.rows)
    assert first == {
        "title": "One office for returning families",
        "summary": "A single office **answers** all questions.\n\n- one\n- two",
        "practice_type": "information-service",
        "language": "en",
        "scope": "national",
        "countries": ["KE", "TZ"],
        "start_year": 2020,
        "objectives_primary": ["21"],
        "benefit_impact": "One visit in place of five.",
        "lead_organizations": [{"name": "City of Nairobi", "category": "local-authorities"}],
    }
    assert second == {"title": "Only a title for now"}
    assert third["focal_point"] == {"email": "a@example.org"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_of_any_language_is_read_in_any_other(language: str) -> None:
    with force_locale(language):
        content = filled(GOOD)
        sheets = load_workbook(io.BytesIO(content)).worksheets
        assert bool(sheets[0].sheet_view.rightToLeft) == (language == "ar")
    assert [row.values["title"] for row in read_workbook(content).rows] == [GOOD["title"]]


def test_the_template_has_a_column_with_help_for_each_field_and_lists_to_choose_from() -> None:
    book = load_workbook(io.BytesIO(write_workbook()))
    sheet, _how_to, choices = book.worksheets
    names = {key.partition(".")[0] for key in keys_of(sheet)}
    assert names == set(PracticeSchema().fields)
    assert all(cell.comment for cell in sheet[1] if "focal_point" not in str(cell.value))
    assert sheet.freeze_panes == "B2"
    offers = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
    assert offers[f"C2:C{MOST_ROWS + 1}"] == "'Choices'!$B$2:$B$9"
    assert choices["B2"].value == "Project or programme"
    assert (book.properties.creator, book.properties.language) == ("Migration Network Hub", "en")


def test_each_problem_names_sheet_row_column_and_heading() -> None:
    content = filled(
        GOOD | {"countries": "XX; Kenya", "start_year": "20220", "title": "Short"},
        GOOD,
        GOOD | {"objectives_secondary": 21, "focal_point__email": "nobody", "links": "Words alone"},
    )
    table = read_workbook(content)
    assert [str(problem) for problem in table.problems] == [
        "Sheet “Practices”, row 2, column A “Title”: Use at least 10 characters.",
        "Sheet “Practices”, row 2, column F “Countries”: XX is not one of the choices.",
        "Sheet “Practices”, row 2, column I “First year”: Give a whole number from 1950 to 2100.",
        "Sheet “Practices”, row 4, column O “Further objectives”: Choose each objective once: 21 stands among the main "
        "ones.",
        "Sheet “Practices”, row 4, column X “Links”: Please fill this in.",
        "Sheet “Practices”, row 4, column AA “E-mail of the contact person”: Give an e-mail address like "
        "name@example.org.",
    ]
    assert [row.place.row for row in table.rows] == [3]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2021, 2021),
        (2021.0, 2021),
        ("2021", 2021),
        (" 2021 ", 2021),
        ("٢٠٢١", 2021),
        (2021.5, "Give a whole number from 1950 to 2100."),
        (20220, "Give a whole number from 1950 to 2100."),
        (-1e300, "Give a whole number from 1950 to 2100."),
        (True, "Give a whole number from 1950 to 2100."),
        (datetime(2021, 5, 1), "This is a date. Give the year alone, such as 2021."),
        ("=2020+1", "This is a formula. Copy the cell, and paste it as a value."),
        ("#N/A", "This cell shows the error #N/A."),
    ],
)
def test_a_year_is_understood_however_the_spreadsheet_holds_it(value: Any, expected: Any) -> None:
    table = read_workbook(filled({"title": "A title that is long enough", "start_year": value}))
    found = table.problems[0].message if table.problems else table.rows[0].values["start_year"]
    assert found == expected


def test_formulas_are_refused_by_the_name_of_their_cell_and_texts_that_look_like_them_are_not() -> None:
    content = filled(GOOD | {"source": '=HYPERLINK("https://example.org")', "summary": "=1+1"})
    assert [problem.split(": ")[0] for problem in told(content)] == [
        "Sheet “Practices”, row 2, column B “Summary”",
        "Sheet “Practices”, row 2, column Y “Source of the text”",
    ]

    def as_text(book: Any) -> None:
        cell = book.worksheets[0]["B2"]
        cell.value, cell.data_type = "=1+1 is how it begins", "s"

    assert read_workbook(filled(GOOD, change=as_text)).rows[0].values["summary"] == "=1+1 is how it begins"


def test_what_a_spreadsheet_made_of_codes_is_told() -> None:
    content = filled(GOOD | {"objectives_secondary": 8.1, "regions": 14, "sdgs": datetime(2021, 8, 10)})
    assert [problem.partition("”, row 2, ")[2] for problem in told(content)] == [
        "column O “Further objectives”: 8.1 is not one of the choices.",
        "column Q “Sustainable Development Goals”: This is a date or a time. Format the cell as text, and type it "
        "again.",
    ]


def test_merged_cells_are_told_and_no_row_of_theirs_is_taken() -> None:
    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("F2:F3")
        book.worksheets[0].merge_cells("A1:A1")

    table = read_workbook(filled(GOOD, GOOD, GOOD, change=merge))
    assert [str(problem) for problem in table.problems] == [
        "Sheet “Practices”, row 2, column F “Countries”: The cells F2 to F3 are merged. Divide them: each holds an "
        "answer."
    ]
    assert [row.place.row for row in table.rows] == [4]


def test_missing_unknown_and_repeated_columns_are_named() -> None:
    content = of_our_own(
        ["A list of ours"],
        ["Title", "Countries", "Colour", "title", None],
        ["A title that is long enough", "Kenya", "blue", "Another title of it", "below nothing"],
        [None, None, None, None, None],
    )
    table = read_workbook(content)
    problems = [str(problem).partition("”, ")[2] for problem in table.problems]
    assert problems[:2] == [
        "row 2: The column “Summary” is missing. Add it, named [summary].",
        "row 2: The column “Type” is missing. Add it, named [practice_type].",
    ]
    assert problems[-3:] == [
        "row 2, column C “Colour”: There is no field of this name. Name it as the template does, or delete the column.",
        "row 2, column D “Title”: This column stands here more than once.",
        "row 3, column E: This cell stands below no heading.",
    ]
    assert "City or province" in table.notes[0] and "Summary" not in table.notes[0]
    assert table.rows == []


def test_hidden_sheets_are_not_read_and_several_sheets_are() -> None:
    def more(book: Any) -> None:
        for name, state in (("Second", "visible"), ("Secret", "hidden")):
            copy = book.copy_worksheet(book.worksheets[0])
            copy.title, copy.sheet_state = name, state
            copy["I2"] = "never"

    table = read_workbook(filled(GOOD, change=more))
    assert [problem.place.sheet for problem in table.problems] == ["Second"]
    assert table.notes == ["The sheet “Secret” is hidden, and was not read."]

    def hide(book: Any) -> None:
        book.worksheets[0].sheet_state = "veryHidden"

    assert "is hidden. Show it" in refused(filled(GOOD, change=hide))


def test_a_workbook_without_anything_to_take_is_refused() -> None:
    assert refused(write_workbook()) == "This workbook holds nothing below its headings."
    assert "No sheet of this workbook names the fields." in refused(of_our_own(["A", "B"], [1, 2]))
    assert "No sheet of this workbook names the fields." in refused(of_our_own())


def test_more_rows_than_are_taken_at_once_are_told_once() -> None:
    rows = [{"title": f"Practice number {n} of many"} for n in range(MOST_ROWS + 700)]
    table = read_workbook(filled(*rows))
    assert len(table.rows) == MOST_ROWS
    assert [str(problem) for problem in table.problems] == [
        f"Sheet “Practices”, row {MOST_ROWS + 2}: At most 200 filled rows are taken at once. Put the rows from here on "
        "into another workbook."
    ]


def test_what_lies_far_away_is_told_without_reading_what_lies_between() -> None:
    def far(book: Any) -> None:
        book.worksheets[0]["XFD1048576"] = "far"
        book.worksheets[0]["XFD3"] = "wide"

    (problem,) = told(filled(GOOD, change=far))
    assert problem.startswith("Sheet “Practices”, row 3, column XFD: The hub reads up to row 5000 and column 500.")


def test_an_export_of_the_hub_is_taken_back(app: Flask) -> None:
    """What a spreadsheet would run stands in it behind an apostrophe, and organizations as JSON."""
    made = practice(title="=cmd|' /C calc'!A0 is a title", links=[{"label": "A", "url": "https://example.org/a"}],
                    partners=[{"name": "B; C", "category": "media"}], focal_point={"name": "F"})  # fmt: skip
    out = io.BytesIO()
    export(exchange, "xlsx", out, everything=True)
    table = read_workbook(out.getvalue(), "practices.xlsx")
    assert table.problems == []
    (row,) = table.rows
    assert row.values["title"] == made.title
    assert row.values["links"] == made.links
    assert row.values["partners"] == [{"name": "B; C", "category": "media"}]
    assert row.values["focal_point"]["name"] == "F"
    assert "slug" not in row.values


def test_the_marked_workbook_says_in_each_cell_what_is_wrong_with_it() -> None:
    content = filled(GOOD | {"start_year": "soon", "countries": "=A1"}, GOOD)
    table = read_workbook(content)
    sheet = load_workbook(io.BytesIO(marked(content, table.problems))).worksheets[0]
    assert "Give a whole number" in sheet["I2"].comment.text
    assert "This is a formula" in sheet["F2"].comment.text
    assert sheet["I2"].fill.fgColor.rgb.endswith("F5A79E") and not sheet["I3"].comment
    assert sheet["A3"].value == GOOD["title"]
    again = load_workbook(io.BytesIO(marked(content, table.problems)))
    again.worksheets[0]["I2"], again.worksheets[0]["F2"] = 2020, "Kenya"
    assert len(read_workbook(saved(again)).rows) == 2

"""A document that LibreOffice has opened, edited and saved comes back with exactly what was edited."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from repository.exchange.documents import read_document, write_document
from repository.exchange.workbooks import read_workbook
from repository.models import Practice
from tests.factories import practice
from tests.repository.libreoffice import SAVED, clear, converted
from tests.repository.test_documents import FULL, shown
from tests.repository.workbook import GOOD, filled

pytestmark = pytest.mark.one_database

CLEARED: dict[str, Any] = {
    "countries": ["KE", "UG", "CI"],
    "benefit_impact": "It helped 25 people.",
    "key_lessons": "What took **time**\n\nA second paragraph.",
}


@pytest.fixture
def made(app: Flask) -> Any:
    with app.test_request_context():
        yield practice("draft", **FULL, title="Consular help for stranded workers")


def assert_cleared(made: Practice, content: bytes) -> None:
    _filled, proposal = read_document(made, content, "practice.docx")
    values, problems = shown(proposal)
    assert problems == []
    summary = values.pop("summary")
    assert values == CLEARED
    assert [p.text for c in proposal.changes if c.name == "summary" for p in c.pieces if p.what != "same"] == [
        "border "
    ]
    assert "Trained border officers" in summary


def test_a_document_saved_by_libreoffice_is_read(made: Practice) -> None:
    """The file is `clear(write_document(made))`; make it anew when a document says something else of its fields."""
    assert_cleared(made, SAVED.read_bytes())


@pytest.mark.libreoffice
def test_libreoffice_edits_a_document_and_it_comes_back(made: Practice, tmp_path: Path) -> None:
    assert_cleared(made, clear(write_document(made), tmp_path))


@pytest.mark.libreoffice
@pytest.mark.parametrize(("language", "endings"), [("en", ("odt", "docx")), ("ar", ("docx", "odt", "docx"))])
def test_a_document_that_went_through_libreoffice_untouched_changes_nothing(
    made: Practice, tmp_path: Path, language: str, endings: tuple[str, ...]
) -> None:
    with force_locale(language):
        content = write_document(made)
    _filled, proposal = read_document(made, converted(content, tmp_path, *endings), "practice.docx")
    assert shown(proposal) == ({}, [])


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_has_saved_holds_the_same_practices(app: Flask, tmp_path: Path) -> None:
    with app.test_request_context():
        content = filled(GOOD, GOOD | {"countries": "Wakanda"}, GOOD | {"source": "=1+1"})
        before, after = (read_workbook(each) for each in (content, converted(content, tmp_path, "ods", "xlsx")))
    assert [row.values for row in after.rows] == [row.values for row in before.rows]
    assert [str(problem) for problem in after.problems] == [str(problem) for problem in before.problems]
    assert len(after.problems) == 2

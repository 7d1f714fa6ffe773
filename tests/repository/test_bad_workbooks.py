"""Workbooks that mean harm, or that some program has mangled: a clear message, and no long wait."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from hub.errors import Invalid
from hub.paper.packages import EXCEL
from hub.paper.workbook.marking import marked
from hub.paper.workbook.sheets import MOST_CELLS, MOST_OTHERS
from repository.exchange.workbooks import read_workbook
from tests.repository import office
from tests.repository.workbook import GOOD, filled

pytestmark = pytest.mark.one_database

RELATIONS = office.HYPERLINK.rpartition("/")[0].encode()
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(app: Flask) -> Any:
    with app.test_request_context():
        yield filled(GOOD)


def _in(name: str, before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    """A change of one place in one file of the archive."""

    def changed(content: bytes) -> bytes:
        def change(found: str, part: bytes) -> bytes:
            assert found != name or before in part
            return part.replace(before, after, 1) if found == name else part

        return office.repacked(content, change)

    return changed


def _rows(xml: bytes) -> Callable[[bytes], bytes]:
    return _in(SHEET, b"</sheetData>", xml + b"</sheetData>")


def _after_rows(xml: bytes) -> Callable[[bytes], bytes]:
    return _in(SHEET, b"</sheetData>", b"</sheetData>" + xml)


def _beside(kind: str, xml: bytes) -> Callable[[bytes], bytes]:
    """Another part that belongs to the first sheet."""
    relation = f"<Relationship Id='rId99' Type='{RELATIONS.decode()}/{kind}' Target='/xl/beside.xml'/>".encode()
    change = _in("xl/worksheets/_rels/sheet1.xml.rels", b"</Relationships>", relation + b"</Relationships>")
    beside = {"xl__beside.xml": b"<all>" + xml + b"</all>"}
    return lambda content: office.repacked(change(content), lambda _name, part: part, **beside)


MERGE = b"<mergeCell ref='%s'/>"
UNREADABLE = "This workbook cannot be read."
MACROS = {"xl__vbaProject.bin": b"x"}
TOO_MUCH = "This file unpacks to far more than the hub can read."
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no sheet": (lambda content: office.repacked(content, lambda name, part: None if name == SHEET else part), "names"),
    "half the XML": (_in(SHEET, b"</sheetData>", b""), UNREADABLE),
    "a text that is not there": (_rows(b"<row r='3'><c r='A3' t='s'><v>999999</v></c></row>"), UNREADABLE),
    "a number that is none": (_rows(b"<row r='3'><c r='A3'><v>many</v></c></row>"), UNREADABLE),
    "a cell of nowhere": (_rows(b"<row r='3'><c r='?!'><v>1</v></c></row>"), UNREADABLE),
    "a row of nowhere": (_rows(b"<row r='x'><c><v>1</v></c></row>"), UNREADABLE),
    "an entity": (_in("xl/workbook.xml", b"<workbook", b"<!DOCTYPE w SYSTEM 'file:///x'><workbook"), "entities"),
    "macros": (lambda content: office.repacked(content, lambda _n, part: part, **MACROS), "macros"),
    "50 MB in one cell": (_rows(b"<row r='3'><c t='str'><v>" + b"x" * 50_000_000 + b"</v></c></row>"), TOO_MUCH),
    "cells without end": (_rows(b"<row r='3'>" + b"<c/>" * (MOST_CELLS + 1) + b"</row>"), TOO_MUCH),
    "tags without end": (_rows(b"<row/>" * EXCEL.tags), TOO_MUCH),
    "merges without end": (_after_rows(b"<mergeCell ref='A2:B9'/>" * MOST_OTHERS), TOO_MUCH),
    "a merge of the whole sheet": (_after_rows(MERGE % b"A1:XFD1048576"), TOO_MUCH),
    "merges that hold too many cells together": (
        _after_rows(b"".join(MERGE % b"A%d:Z%d" % (row, row + 999) for row in range(2, 5_000, 1_000))), TOO_MUCH,
    ),
    "a merge that is told from its end": (_after_rows(MERGE % b"A1048576:XFD1" + MERGE % b"A1:XFD1048576"), TOO_MUCH),
    "a link from the whole sheet": (_after_rows(b"<hyperlink ref='A1:XFD1048576' location='A1'/>"), TOO_MUCH),
    "a note on the whole sheet": (_beside("comments", b"<comment ref='A1:XFD1048576'/>"), TOO_MUCH),
    "a table of the whole sheet": (_beside("table", b"<table ref='A1:XFD1048576'/>"), TOO_MUCH),
    "a long formula that is shared by many": (
        _rows(
            b"<row r='3'><c r='A3'><f t='shared' si='1'>" + b"1+" * 5_000 + b"1</f></c></row>"
            + b"<row r='4'>" + b"<c r='A4'><f t='shared' si='1'/></c>" * 1_000 + b"</row>"
        ), TOO_MUCH,
    ),
    "a rule for a range that is told a million times": (
        _after_rows(b"<conditionalFormatting sqref='" + b"A1 " * 2_000_000 + b"'/>"), TOO_MUCH,
    ),
    "styles without end": (_in("xl/styles.xml", b"</fonts>", b"<font/>" * EXCEL.part_tags + b"</fonts>"), TOO_MUCH),
    "names without end": (_in("xl/workbook.xml", b"</sheets>", b"<a/>" * EXCEL.part_tags + b"</sheets>"), TOO_MUCH),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_mangled_workbook_is_refused_with_words(good: bytes, what: str) -> None:
    mangle, words = REFUSED[what]
    with pytest.raises(Invalid) as error:
        read_workbook(mangle(good), "practices.xlsx")
    assert words in error.value.errors["file"][0]


def test_one_sheet_named_a_thousand_times_is_not_read_a_thousand_times(good: bytes) -> None:
    again = b"<sheet name='x' sheetId='9' r:id='rId1' xmlns:r='" + RELATIONS + b"'/>"
    content = _in("xl/workbook.xml", b"</sheets>", again * 200 + b"</sheets>")(good)
    with pytest.raises(Invalid):
        read_workbook(content, "practices.xlsx")


def test_odd_parts_of_a_workbook_do_no_harm(good: bytes) -> None:
    """Rows at the end of the world, formulas that share and fetch, links to other workbooks: nobody follows them."""
    link = b"<Relationship Id='rId77' Type='x/externalLink' Target='http://127.0.0.1:9/x.xlsx' TargetMode='External'/>"
    content = _rows(
        b"<row r='99999999999'><c><v>1</v></c></row>"
        b"<row r='4'><c r='B4' t='str'><f t='shared' si='7'>WEBSERVICE(\"http://127.0.0.1:9\")</f><v>old</v></c></row>"
        b"<row r='5'><c r='B5'><f t='array' ref='B5:B9'>[1]Sheet1!A1</f></c></row>"
        b"<row r='6'><c r='B6' t='e'><v>#REF!</v></c><c r='C6' t='b'><v>1</v></c></row>"
    )(good)
    content = _in("xl/_rels/workbook.xml.rels", b"</Relationships>", link + b"</Relationships>")(content)
    table = read_workbook(content, "practices.xlsx")
    assert [row.place.row for row in table.rows] == [2]
    told = [(problem.place.row, problem.message.split(".")[0]) for problem in table.problems]
    assert told == [
        (4, "This is a formula"), (5, "This is a formula"), (6, "This cell shows the error #REF!"),
        (6, "TRUE is not one of the choices"), (99_999_999_999, "The hub reads up to row 5000 and column 500"),
    ]  # fmt: skip


def test_a_workbook_that_cannot_be_written_again_is_told(good: bytes) -> None:
    content = _after_rows(b"<conditionalFormatting sqref='??'><cfRule type='none'/></conditionalFormatting>")(good)
    table = read_workbook(content, "practices.xlsx")
    assert len(table.rows) == 1
    with pytest.raises(Invalid) as error:
        marked(content, table.problems)
    assert "cannot be written again" in error.value.errors["file"][0]


def test_a_text_longer_than_any_cell_is_told_by_its_cell(good: bytes) -> None:
    content = _rows(b"<row r='3'><c r='B3' t='str'><v>" + b"x" * 50_000 + b"</v></c></row>")(good)
    (problem,) = read_workbook(content, "practices.xlsx").problems
    assert (problem.place.row, problem.place.letter) == (3, "B") and "far too long" in problem.message


def test_a_thousand_merged_cells_in_a_thousand_rows_are_told_one_by_one(good: bytes) -> None:
    rows = b"".join(b"<row r='%d'><c r='B%d' t='str'><v>x</v></c></row>" % (n, n) for n in range(3, 1_003))
    merges = b"".join(MERGE % b"A%d:B%d" % (number, number) for number in range(3, 1_003))
    table = read_workbook(_after_rows(merges)(_rows(rows)(good)), "practices.xlsx")
    assert [row.place.row for row in table.rows] == [2]
    assert [problem.place.row for problem in table.problems if "are merged" in problem.message] == [*range(3, 1_003)]

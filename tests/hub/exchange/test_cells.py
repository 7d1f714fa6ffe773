"""Cells of tables: nothing runs as a formula, and everything comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields

from hub.exchange.cells import disarm, disarm_within, from_cell, rearm, rearm_within, to_cell
from hub.exchange.writing import csv_lines
from hub.schemas import Codes, Texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''=cmd|' /C calc'!A0"])
def test_a_formula_is_made_harmless_and_comes_back(text: str) -> None:
    cell = disarm(text)
    assert cell.startswith("'")
    assert rearm(cell) == text


@pytest.mark.parametrize("text", ["A practice", "'quoted'", "3 = 3", "8", "é", "'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert disarm(text) == rearm(text) == text


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert rearm(disarm(text)) == text
    assert disarm(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(st.lists(st.text(min_size=1).filter(lambda t: t == t.strip()), min_size=1))
def test_any_list_of_texts_comes_back(texts: list[str]) -> None:
    assert from_cell(to_cell(texts), Texts("Topics")) == texts


HARD = st.text(st.sampled_from("=+-@;,\t\r\n '\"ab"))


@given(HARD)
def test_any_text_comes_back_from_csv(text: str) -> None:
    assert rearm_within(disarm_within(text)) == text
    assert from_cell(disarm_within(to_cell(text)), fields.String()) == text


@pytest.mark.parametrize("separator", [";", "\t"])
@given(texts=st.lists(HARD, min_size=2, max_size=3))
def test_no_cell_of_csv_is_a_formula_even_if_it_is_read_with_another_separator(
    separator: str, texts: list[str]
) -> None:
    lines = csv_lines(({f"c{n}": text for n, text in enumerate(texts)} for _once in "x"), ())
    told = b"".join(lines).decode()
    for row in csv.reader(io.StringIO(told, newline=""), delimiter=separator):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("text", ["Towns;=HYPERLINK(A1);x", "a\n- item\n- item", 'a;"=1', "a; =1", "a\t\t@x", "a;'=1"])
def test_what_other_separators_would_make_a_formula_is_harmless_in_csv_and_comes_back(text: str) -> None:
    cell = disarm_within(to_cell(text))
    assert cell != text
    assert from_cell(cell, fields.String()) == text


def test_lists_of_codes_stand_as_people_write_them() -> None:
    assert to_cell(["8", "10"]) == "8; 10"
    assert from_cell(" 8;10 ; ", Codes("objectives", "Objectives")) == ["8", "10"]


def test_what_is_deeper_stands_as_json() -> None:
    value = [{"name": "IOM", "category": None}]
    assert from_cell(to_cell(value), fields.List(fields.Nested(fields.Dict))) == value  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Expecting"):
        from_cell("IOM; UNHCR", fields.List(fields.Nested("x")))


def test_nothing_is_an_empty_cell_and_flags_are_words() -> None:
    assert [to_cell(value) for value in (None, [], {}, True, False, 0, 2021)] == [
        "",
        "",
        "",
        "true",
        "false",
        "0",
        "2021",
    ]

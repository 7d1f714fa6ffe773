"""Cells of tables: nothing runs as a formula, and everything comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields

from hub.exchange.cells import disarm, from_cell, rearm, to_cell
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

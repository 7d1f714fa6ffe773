"""What changed between two states of a thing."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from hub.differences import Piece, changes, compare
from repository.schemas import PracticeSchema


def _side(pieces: list[Piece], what: str) -> str:
    return "".join(piece.text for piece in pieces if piece.what in ("same", what))


def test_a_changed_word_is_shown_between_what_stayed() -> None:
    assert compare("We trained 20 officers.", "We trained 25 officers.") == [
        Piece("same", "We trained "),
        Piece("removed", "20"),
        Piece("added", "25"),
        Piece("same", " officers."),
    ]


ENGLISH = "The office informs families who return, and answers their questions in one visit. "
FRENCH = "Le bureau informe les familles qui rentrent, et leur répond en une visite. "


def test_a_translated_text_is_read_as_a_whole() -> None:
    assert compare(ENGLISH * 120, FRENCH * 120) == [Piece("removed", ENGLISH * 120), Piece("added", FRENCH * 120)]


def test_a_changed_word_is_shown_in_a_long_text_of_one_paragraph() -> None:
    before = "".join(f"{number}: {ENGLISH}" for number in range(120))
    after = before.replace("70: The office", "70: The bureau")
    assert [piece for piece in compare(before, after) if piece.what != "same"] == [
        Piece("removed", "office"), Piece("added", "bureau"),
    ]  # fmt: skip


@pytest.mark.parametrize("by_lines", [False, True])
@pytest.mark.parametrize("mark", [" ", "\n", ". "])
def test_texts_of_one_word_said_again_and_again_can_be_read_from_the_pieces(mark: str, by_lines: bool) -> None:
    """They have the most pairs of likes that texts can have: nobody weighs each."""
    old = "".join(f"a{mark}b{number}{mark}" for number in range(1_500))
    new = "".join(f"a{mark}c{number}{mark}" for number in range(1_500))
    pieces = compare(old, new, by_lines=by_lines)
    assert (_side(pieces, "removed"), _side(pieces, "added")) == (old, new)


def test_chinese_is_compared_character_by_character() -> None:
    assert Piece("added", "新") in compare("移民数据", "新移民数据")


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert _side(pieces, "removed") == old
    assert _side(pieces, "added") == new


def test_codes_are_compared_line_by_line_with_their_names(app: Flask) -> None:
    with app.test_request_context():
        (change,) = changes(PracticeSchema(), {"objectives_primary": ["8"]}, {"objectives_primary": ["8", "9"]})
    assert change.label == "Main objectives"
    assert change.pieces == [Piece("same", "8 Save lives\n"), Piece("added", "9 Counter smuggling\n")]


def test_a_blank_value_is_no_change(app: Flask) -> None:
    with app.test_request_context():
        assert changes(PracticeSchema(), {"summary": None, "links": []}, {"summary": "", "links": None}) == []

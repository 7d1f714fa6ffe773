"""What changed between two states of a thing."""

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

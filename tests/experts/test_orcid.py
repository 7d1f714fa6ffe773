"""ORCID iDs are checked by their last digit."""

import pytest
from marshmallow import ValidationError

from experts.orcid import Orcid, check_digit

FIELD = Orcid("ORCID iD")


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        " https://orcid.org/0000-0002-1825-0097 ",
        "http://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
    ],
)
def test_an_orcid_id_is_taken_however_it_is_written(typed: str) -> None:
    assert FIELD.deserialize(typed) == "0000-0002-1825-0097"


def test_the_check_digit_may_be_an_x_in_either_case() -> None:
    assert check_digit("000000021694233") == "X"
    assert FIELD.deserialize("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0098",
        "0000-0002-1694-2330",
        "0000-0002-1825-009",
        "0000-0002-1825-00977",
        "0000-0002-1X25-0097",
        "٠٠٠٠-0002-1825-0097",
        "https://example.org/0000-0002-1825-0097",
        "my iD",
    ],
)
def test_a_wrong_orcid_id_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.deserialize(typed)


def test_any_single_wrong_digit_is_noticed() -> None:
    right = "0000000218250097"
    for place in range(16):
        for digit in "0123456789":
            if digit != right[place]:
                wrong = right[:place] + digit + right[place + 1 :]
                assert check_digit(wrong[:15]) != wrong[15]

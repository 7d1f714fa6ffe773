"""Numbers in forms and addresses."""

import re

_NUMBER = re.compile(r"[0-9]{1,9}")


def row_number(text: str | None) -> int | None:
    """The whole number that a text says, as the id or the version of a row; None for anything else.

    The tables hold no numbers of more digits, and drivers fail on those that are much greater.
    """
    return int(text) if text and _NUMBER.fullmatch(text) else None

"""How numbers are said in the language in use."""

import pytest
from flask import Flask

from hub.i18n import file_size


@pytest.mark.parametrize(
    ("language", "size", "said"),
    [
        ("en", 124, "0.1 kB"),
        ("en", 34_500, "34.5 kB"),
        ("fr", 1_200_000, "1,2\u202fMo"),
        ("ar", 34_500, "34.5 كيلوبايت"),
    ],
)
def test_a_file_size_is_said_in_the_language_of_the_page(app: Flask, language: str, size: int, said: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert file_size(size) == f"<bdi>{said}</bdi>"

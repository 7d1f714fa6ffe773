"""Snippets show the words sought, and nothing in them is markup but the marks."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.engines.snippet import LENGTH, Sought, snippet
from hub.search.query import parse


def cut(body: str, query: str, language: str = "en") -> str:
    return str(snippet(body, language, Sought(parse(query))))


@pytest.mark.parametrize(
    ("body", "query", "language", "marked"),
    [
        ("The remittances of migrants", "remittance", "en", ["remittances"]),
        ("Les réfugiés arrivent", "refugie", "fr", ["réfugiés"]),
        ("حماية العمال المهاجرين", "مهاجر", "ar", ["المهاجرين"]),
        ("关于移民工人的政策", "移民工人", "zh", ["移民工人"]),
        ("Remitting costs", "remit*", "en", ["Remitting"]),
        ("Human rights and human dignity", '"human rights"', "en", ["Human", "rights", "human"]),
        ("International co-operation now", "cooperation", "en", ["co-operation"]),
    ],
)
def test_inflected_forms_are_marked(body: str, query: str, language: str, marked: list[str]) -> None:
    assert re.findall("<mark>(.*?)</mark>", cut(body, query, language)) == marked


def test_markup_of_the_text_is_shown_not_obeyed() -> None:
    body = "<script>alert('remittances')</script> <mark>cost</mark> & more"
    assert cut(body, "remittances") == (
        "&lt;script&gt;alert(&#x27;<mark>remittances</mark>&#x27;)&lt;/script&gt; "
        "&lt;mark&gt;cost&lt;/mark&gt; &amp; more"
    )


def test_it_is_cut_around_the_words() -> None:
    shown = cut("lorem ipsum " * 100 + "the remittances of migrants " + "dolor sit " * 100, "remittances")
    assert "<mark>remittances</mark> of migrants" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) < LENGTH + 40


def test_the_place_with_the_most_different_words_wins() -> None:
    body = "cost cost cost " + "lorem ipsum " * 60 + "the cost of remittances" + " dolor" * 60
    assert "cost</mark> of <mark>remittances" in cut(body, "cost remittances")


def test_without_words_it_is_the_beginning() -> None:
    assert cut("lorem ipsum " * 100, "").startswith("lorem ipsum")
    assert cut("", "rights") == ""


@given(st.text(max_size=600), st.text(max_size=40))
def test_nothing_but_marks_is_markup(body: str, query: str) -> None:
    shown = cut(body, query)
    plain = unescape(re.sub("</?mark>", "", shown))
    assert "<" not in re.sub("</?mark>", "", shown)
    assert plain.removeprefix("… ").removesuffix(" …").strip() in body

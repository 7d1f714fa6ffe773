"""Any text gets an answer, and soon."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.search.engines import ENGINES, Engine
from tests.hub.search.library import MEMBER, document, engine_with, found, search

TEXTS = st.text(max_size=200) | st.text(
    st.sampled_from("ab \"*:-+()'’ORNDAT\x00\u200f\u0301移民мигр.هجر«»\ud800year:2019.country"), max_size=200
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    documents = [
        document(
            number,
            f"Title {number % 7} a b OR 移民",
            "b a year мигр هجر " * (number % 5),
            year=str(2015 + number % 9),
        )
        for number in range(200)
    ]
    return engine_with(tmp_path_factory.mktemp("hostile"), documents, request.param)


@settings(max_examples=200, deadline=None)
@given(
    text=TEXTS,
    languages=st.sampled_from([("en",), ("ar", "xx"), ()]),
    sort=st.sampled_from(["relevance", "newest"]),
)
def test_any_text_has_an_answer(engine: Engine, text: str, languages: tuple[str, ...], sort: str) -> None:
    results = search(engine, text, languages=languages, sort=sort, limit=5)
    assert len(results.hits) == min(results.total, 5)


@pytest.mark.parametrize(
    "unit",
    ["a ", '"', "*", "a* ", "-a ", "a-b", "移民", "\x00", "title OR ", '"a b" ', "zqxzq ", "\u200f", "a b* "],
)
def test_a_query_of_5000_characters_is_answered_soon(engine: Engine, unit: str) -> None:
    started = perf_counter()
    search(engine, (unit * 5000)[:5000])
    assert perf_counter() - started < 1.0


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), language=st.sampled_from(["en", "ru", "zh", "", "xx"]))
def test_any_document_can_be_held_and_found_by_its_title(
    tmp_path_factory: pytest.TempPathFactory, text: str, language: str
) -> None:
    one = document(1, text, text, language=language, names=text, kind=text[:10] or "k", topic=text)
    engine = engine_with(tmp_path_factory.mktemp("any"), [one])
    assert list(engine.fingerprints()) == [(one.key, one.fingerprint)]
    assert found(engine, "", MEMBER) == [1]
    search(engine, text)

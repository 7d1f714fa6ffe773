"""What a reader may not know of shows nowhere, be it in results, totals, facets, scores or suggestions."""

from pathlib import Path

import pytest

from hub.search.engines import ENGINES, Engine, Results, SearchRequest
from tests.hub.search.library import MEMBER, PUBLIC, document, engine_with, found, search

OPEN = [
    document(1, "Labour migration", "An agreement about remittances.", country="KE"),
    document(2, "Detention of children", "Alternatives that work.", country="SN"),
]
SECRET = document(
    3, "Labour raid on zanzibaris", "Remittances were seized by quartermasters.", country="ZZ", secret="plan",
    audience=frozenset({"member"}), names="Xanthippe Quill",
)  # fmt: skip
QUERIES = [
    "",
    "labour",
    "zanzibaris",
    "zanzibari*",
    "zanz*",
    '"labour raid"',
    "labour raid zanzibaris",
    "xanthippe",
    "-labour",
    "labour OR raid",
    "country:zz",
    "secret:plan",
    "zanzibarsi",
    "quartermsters",
    "remittances seized",
    "labour AND raid",
    "detention zanzibaris children work",
    "Labour raid on zanzibaris",
    "rad",
    "sezed labour",
]


@pytest.fixture(params=sorted(ENGINES))
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Engine, Engine]:
    """An engine that holds the secret document, and one that never did."""
    with_secret = engine_with(tmp_path / "with", [*OPEN, SECRET], request.param)
    return with_secret, engine_with(tmp_path / "without", OPEN, request.param)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", [{}, {"country": frozenset({"KE", "ZZ"})}])
def test_the_answer_is_the_same_as_if_the_document_did_not_exist(
    pair: tuple[Engine, Engine], query: str, filters: dict[str, frozenset[str]]
) -> None:
    def answers(audience: frozenset[str], hidden: bool) -> list[Results]:
        keys = frozenset({SECRET.key}) if hidden else frozenset()
        return [engine.search(SearchRequest(query, audience, filters, keys)) for engine in pair]

    for audience, hidden in ((PUBLIC, False), (MEMBER, True), (PUBLIC, True)):
        with_secret, without = answers(audience, hidden)
        assert with_secret == without


def test_who_shares_a_token_finds_it(pair: tuple[Engine, Engine]) -> None:
    assert found(pair[0], "zanzibaris", MEMBER) == [3]
    assert search(pair[0], "zanzibarsi", MEMBER).suggestion == "zanzibaris"
    assert search(pair[0], "", MEMBER).facets["country"] == {"KE": 1, "SN": 1, "ZZ": 1}


def test_without_an_audience_nothing_is_found(pair: tuple[Engine, Engine]) -> None:
    assert search(pair[0], "", frozenset()).total == 0
    assert search(pair[0], "", frozenset({"staff"})).facets == {}


def test_a_document_without_an_audience_is_found_by_nobody(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "Draft", audience=frozenset())])
    assert search(engine, "draft", MEMBER).total == 0


def test_hidden_keys_that_do_not_exist_do_no_harm(pair: tuple[Engine, Engine]) -> None:
    assert search(pair[0], "", hidden=frozenset({("practice", 99), ("a:b\x00", -1)})).total == 2


def test_an_audience_that_changes_takes_effect_at_once(pair: tuple[Engine, Engine]) -> None:
    engine = pair[0]
    engine.replace([document(1, "Labour migration", audience=frozenset({"member"}))])
    assert found(engine, "labour") == []
    assert 1 in found(engine, "labour", MEMBER)

"""Whatever people type is understood as far as it goes."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.query import MOST_WORDS, Phrase, Query, Restriction, Word, parse


def shape(query: Query) -> str:
    """A query as text: `|` between alternatives, `!` behind what is required, `*` behind a beginning."""
    return " ".join(
        "|".join(_atom(atom) for atom in clause.alternatives) + "!" * clause.required for clause in query.clauses
    )


def _atom(atom: Word | Phrase) -> str:
    return f"({' '.join(atom.words)})" if isinstance(atom, Phrase) else atom.word + "*" * atom.prefix


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("labour migration", "labour migration"),
        ('"human rights" law', "(human rights)! law"),
        ("«traite des personnes»", "(traite des personnes)!"),
        ("rights AND children", "rights! children!"),
        ("+rights children", "rights! children"),
        ("remittances OR transfers cost", "remittances|transfers cost"),
        ("remit*", "remit*"),
        ("co-operation", "cooperation|(co operation)"),
        ("l'emploi", "l emploi"),
        ("rights and children", "rights and children"),
        ("移民政策", "移民 民政 政策"),
        ("人", "人*"),
        ("(rights)", "rights"),
        ('"rights"', "rights!"),
        ("note: see https://example.org", "note see https example org"),
    ],
)
def test_words_phrases_and_operators(typed: str, understood: str) -> None:
    assert shape(parse(typed)) == understood
    assert parse(typed).ignored == ()


@pytest.mark.parametrize(
    "typed",
    ["rights -detention", "rights NOT detention", "rights AND NOT detention", "rights \u2212detention"],
)
def test_minus_and_not_exclude(typed: str) -> None:
    query = parse(typed)
    assert [_atom(atom) for atom in query.excluded] == ["detention"]
    assert shape(query) == "rights"


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parse("well-being").excluded == ()


@pytest.mark.parametrize(
    ("typed", "facet", "values", "excluded"),
    [
        ("country:KE,UG", "country", {"ke", "ug"}, False),
        ('country:"ke"', "country", {"ke"}, False),
        ("lang:fr", "language", {"fr"}, False),
        ("-type:post", "type", {"post"}, True),
        ("NOT type:post", "type", {"post"}, True),
        ("year:2020..2022", "year", {"2020", "2021", "2022"}, False),
        ("objective:8", "objective", {"8"}, False),
    ],
)
def test_fields_restrict(typed: str, facet: str, values: set[str], excluded: bool) -> None:
    assert parse(typed).restrictions == (Restriction(facet, frozenset(values), excluded),)


@pytest.mark.parametrize(
    ("typed", "ignored"),
    [
        ('"rights', ('"',)),
        ("*", ("*",)),
        ("country:", ("country:",)),
        ("AND rights", ("AND",)),
        ("rights OR", ("OR",)),
        ("- rights", ("-",)),
    ],
)
def test_what_was_not_used_is_said(typed: str, ignored: tuple[str, ...]) -> None:
    assert parse(typed).ignored == ignored


def test_invisible_characters_and_blanks_ask_for_everything() -> None:
    for typed in ("", "  \n", "\x00", "\u200f\u202e", "\ud800"):
        assert parse(typed).is_empty
        assert parse(typed).ignored == ()


def test_words_beyond_the_limit_are_ignored_and_said() -> None:
    query = parse(" ".join(f"word{number}" for number in range(60)))
    assert len(query.clauses) == MOST_WORDS
    assert query.ignored[0] == f"word{MOST_WORDS}"


def test_words_know_where_they_were_typed() -> None:
    query = parse("\u200flabour l'emploi OR Réfugiés")
    assert [query.text[word.start : word.end] for word in query.words()] == [
        "labour",
        "l",
        "emploi",
        "Réfugiés",
    ]


@given(
    st.text(st.characters(), max_size=300)
    | st.text(st.sampled_from("\"*:-+() aANDORT\u0301\u200f移民мر.'’"), max_size=300)
)
def test_any_text_is_a_query(typed: str) -> None:
    query = parse(typed)
    assert all(clause.alternatives for clause in query.clauses)


@pytest.mark.parametrize(
    "unit", ["a ", '"', "-", "a-", "a.", "移", "(", "country:", "\u0301", "a'", "* ", "year:..", "NOT "]
)
def test_long_queries_are_read_quickly(unit: str) -> None:
    started = perf_counter()
    parse(unit * (50_000 // len(unit)))
    assert perf_counter() - started < 0.5

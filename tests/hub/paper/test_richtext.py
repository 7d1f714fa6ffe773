"""Text between Markdown and the paragraphs of a document: nothing is lost, and what nobody touched stays the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.markup import plain, render
from hub.paper.richtext import Block, Span, canonical, lines_of, read_markdown, tidy, write_markdown
from hub.paper.richtext.blocks import CODE, HEADING, ITEM, PARAGRAPH, QUOTE, RULE, TABLE, Style

THOROUGHLY = settings(deadline=None, max_examples=60)

LETTERS = st.text(st.sampled_from("ab é中ع12.-*_`[]()<>&#~|\\!:/=+>\"' \n"), max_size=12)
STYLES = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://example.org/a_(b)"]),
)
SPANS = st.lists(st.builds(Span, LETTERS, STYLES), max_size=4).map(tuple)
NUMBERS = st.one_of(st.none(), st.integers(1, 12))
BLOCKS = st.one_of(
    st.builds(Block, st.sampled_from([PARAGRAPH, QUOTE, CODE]), SPANS),
    st.builds(Block, st.just(HEADING), SPANS, st.integers(1, 6)),
    st.builds(Block, st.just(ITEM), SPANS, st.integers(0, 3), NUMBERS),
    st.just(Block(RULE)),
    st.lists(st.lists(SPANS, max_size=3).map(tuple), max_size=3).map(lambda rows: Block(TABLE, rows=tuple(rows))),
)  # fmt: skip


@THOROUGHLY
@given(st.lists(BLOCKS, max_size=6))
def test_every_word_of_a_document_stands_in_its_markdown_in_the_same_kind_of_paragraph(blocks: list[Block]) -> None:
    def shape(found: list[Block]) -> list[object]:
        return [
            (b.kind, b.text, b.level, b.number, [["".join(s.text for s in c) for c in row] for row in b.rows])
            for b in found
        ]

    assert shape(tidy(read_markdown(write_markdown(blocks)))) == shape(tidy(blocks))


@THOROUGHLY
@given(st.lists(BLOCKS, max_size=6))
def test_what_was_written_once_is_written_the_same_again(blocks: list[Block]) -> None:
    once = write_markdown(blocks)
    assert canonical(once) == once


@THOROUGHLY
@given(st.text(st.sampled_from("ab *_`-1.>#[]()\\\n|~&;:/"), max_size=60))
def test_readers_see_the_same_words_of_a_text_that_went_through_a_document(text: str) -> None:
    shown = "".join(plain(render(text)).split())
    again = "".join(plain(render(canonical(text))).split())
    marks = str.maketrans("", "", "-*_•–—1234567890.)")  # a line of dashes is a rule, and a typed list is a list
    assert again.translate(marks) == shown.translate(marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* a\n* b\n\n  more of b\n    1. c", "- a\n- b  \n  more of b\n  1. c"),
        ("__Bold__ and _it_", "**Bold** and *it*"),
        ("**bold** **again**", "**bold again**"),
        ("*it **both** it*", "*it **both** it*"),
        ("snake_case, 2 * 3 and a < b", "snake_case, 2 * 3 and a < b"),
        ("\\# no heading", "\\# no heading"),
        ("2019\\. In that year", "2019\\. In that year"),
        ("See https://example.org/a_b.", "See https://example.org/a_b."),
        ("<https://example.org/x>", "https://example.org/x"),
        ("[words](https://example.org/x(1))", "[words](<https://example.org/x(1)>)"),
        ("[x](javascript:alert(1)) and [y](#top)", "[x](javascript:alert(1)) and y"),
        ("Title\n=====\n\ntext\nwraps", "# Title\n\ntext wraps"),
        ("> a\n> b\n\n> c", "> a b\n>\n> c"),
        ("    code\n      more", "```\ncode\n  more\n```"),
        ("|a|b|\n|-|-|\n|1|x\\|y|", "| a | b |\n| --- | --- |\n| 1 | x\\|y |"),
        ("***\n\n___", "---"),
        ("", ""),
    ],
)
def test_a_text_has_one_form(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert canonical(expected) == expected


def test_signs_that_people_type_make_a_list() -> None:
    typed = [Block(PARAGRAPH, (Span("First:\n• one\n• two"),)), Block(PARAGRAPH, (Span("1) a"),))]
    assert write_markdown(typed) == "First:\n\n- one\n- two\n1. a"


def test_bold_that_ends_inside_a_word_keeps_every_letter() -> None:
    spans = (Span("trans"), Span("(bold)", Style(bold=True)), Span("it"))
    assert plain(render(write_markdown([Block(PARAGRAPH, spans)]))) == "trans(bold)it"


def test_an_empty_line_within_a_paragraph_divides_it() -> None:
    assert write_markdown([Block(PARAGRAPH, (Span("a\n \n\nb"),))]) == "a\n\nb"


def test_plain_lines_say_where_their_links_lead() -> None:
    there = Style(link="https://example.org/report")
    blocks = [
        Block(PARAGRAPH, (Span("The ", there), Span("report", there._replace(bold=True)))),
        Block(PARAGRAPH, (Span("Report – https://example.org/report"),)),
        Block(TABLE, rows=(((Span("a"),), (Span("b"),)), ((Span(" "),),))),
    ]
    expected = ["The report – https://example.org/report", "Report – https://example.org/report", "a b"]
    assert lines_of(blocks, links=True) == expected
    assert lines_of(blocks)[0] == "The report"


def test_a_long_line_of_dashes_that_ends_with_a_word_is_no_rule() -> None:
    line = "-" * 200_000
    assert [block.kind for block in tidy([Block(PARAGRAPH, (Span(f"{line}x"),)), Block(PARAGRAPH, (Span(line),))])] == [
        PARAGRAPH, RULE,
    ]  # fmt: skip


def test_a_link_of_many_pieces_says_where_it_leads_unless_its_words_together_do() -> None:
    there, elsewhere = Style(link="https://example.org/" + "a" * 10_000), Style(link="https://example.org/b")
    pieces = tuple(Span(letter, there._replace(bold=bool(place % 2))) for place, letter in enumerate(there.link))
    (said,) = tidy([Block(PARAGRAPH, (*pieces, Span(" b", elsewhere)))])
    assert {span.style.link for span in said.spans} == {"", "https://example.org/b"}

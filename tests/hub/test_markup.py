"""Markdown becomes safe HTML, whatever people type."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.markup import _BARE, _DOMAIN, MOST_CELLS, _cleaned, plain, render, safe_url, tokens

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript:123)",
    "[a](data:text/html,<script>x</script>)",
    "[a](vbscript:x)",
    "![a](javascript:alert(1))",
    "![x](http://evil.example/track.png)",
    "<a href='javascript:x'>a</a>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example>",
    "[a](//evil.example)",
    "[a](/\\evil.example)",
    "<style>body{display:none}</style>",
    "<math><mtext><a href=javascript:x>",
    "<details open ontoggle=alert(1)>",
    "[a](http://[)",
    "<javascript:alert(1)>",
    '<http://ok.example/?a="onclick=x>',
    "`<b onclick=x>`",
    "[x]: javascript:alert(1)\n[x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<base href=//evil.example>",
    "<form action=//evil.example><button>x",
    "\x00<script>x",
]


class Finder(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "img", "svg", "form", "base", "math", "details", "object", "embed"}:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name == "href" and not safe_url(value or "")):
                self.bad.append(f"{name}={value}")


def dangers(html: str) -> list[str]:
    finder = Finder()
    finder.feed(html)
    return finder.bad


@pytest.mark.parametrize("vector", VECTORS)
def test_no_known_attack_survives(vector: str) -> None:
    assert dangers(render(vector)) == []


@given(st.text(alphabet="<>[]()!#`*_&;:/\\\"'= \n\tjavscriptonhefdl:0x", max_size=120))
def test_no_text_at_all_becomes_dangerous(text: str) -> None:
    assert dangers(render(text)) == []


def test_headings_start_below_those_of_the_page() -> None:
    assert "<h3>" in render("# Big") and "<h1>" not in render("# Big")


def test_links_to_elsewhere_pass_on_no_reputation() -> None:
    assert 'rel="nofollow ugc noopener"' in render("[a](https://example.org/)")
    assert "rel=" not in render("[a](/practices)")


def test_plain_text_keeps_the_words_and_drops_the_tags() -> None:
    assert plain(render("**Bold** & _quiet_\n\n- one\n- two")) == "Bold & quiet one two"


def test_deep_nesting_is_answered_quickly() -> None:
    assert render(">" * 5_000 + " x") and render("[" * 5_000)


def test_a_few_letters_do_not_become_a_hundred_thousand_cells() -> None:
    wide = "|" * 400 + "\n" + "-|" * 399 + "-\n" + "|\n" * 400
    assert len(tokens(wide)) < 10 and "<table>" not in render(wide)
    small = "| a | b |\n|---|---|\n" + "| c |\n" * 10
    assert render(small).count("<td>") == 20
    many = (small + "\n") * 1_000
    assert 0 < render(many).count("<td>") <= MOST_CELLS


def test_code_is_shown_as_it_was_typed() -> None:
    assert "<code>&lt;b&gt; &amp; c</code>" in render("`<b> & c`")


def test_addresses_become_links_but_not_in_code() -> None:
    assert '<a href="https://example.org/a" rel="nofollow ugc noopener">' in render("See https://example.org/a")
    assert "<a" not in render("`https://example.org/a`")


PROSE = st.text(st.sampled_from("ab .,:;-*_`#>\n\"'()[]!~1é中©–·?/@<"), max_size=60)


@settings(max_examples=300)
@given(PROSE)
@example('a.b c.org x@y.org <b>bold</b> `x < y` "q"')
def test_what_needs_no_cleaning_is_as_clean_as_what_was_cleaned(text: str) -> None:
    html = render(text)
    assert not _BARE.fullmatch(html) or _DOMAIN.search(html) or _cleaned(html) == html


def test_only_bare_tags_and_escaped_text_are_left_as_they_are() -> None:
    for html in ("<p>a</p>", "<ul>\n<li><em>a &amp; b &lt;i&gt; &quot;</em></li></ul>", "<h3>a: b.</h3>"):
        assert _BARE.fullmatch(html) and not _DOMAIN.search(html)
    for html in ("<p onclick=x>", "<script>", "<p/>", "<P>", "< p>", "<a>", "a & b", "&nbsp;", "<p", "a > b", "<img>"):
        assert not _BARE.fullmatch(html), html
    assert _DOMAIN.search("see example.org")

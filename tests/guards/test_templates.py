"""Templates show what they are given, in every language, and hold neither queries nor style nor script."""

import ast
import re
from collections.abc import Iterator

from jinja2 import nodes

from tests.guards.markup import FOLDER, name_of, page, spoken, templates, tree_of, untranslated_strings
from tests.guards.sources import CODE, Source, expect_none, files, lines_with, sources

QUERYING = frozenset({"query", "session", "scalars", "scalar", "execute", "select"})
"""What a template would ask the database with; `db` is never among its names."""

SAID_EVERYWHERE_ALIKE = frozenset(
    {"UTC", "API", "JSON", "CSV", "ORCID", "iD", "Markdown", "OpenAPI", "PDF", "BibTeX", "RIS", "CSL"}
)
"""Names that are written the same way in all six languages."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_BEGINS_LIKE_A_SENTENCE = re.compile(r"\W*[A-Z]\w* ?[a-z]")
_ATTRIBUTES = re.compile(r'[a-z-]+="[^"]*"|\b(?:required|checked|selected)\b')
_ADDRESS = re.compile(r"\S*/\S*")


def _untranslated(text: str) -> bool:
    """Whether there are words in it, beside addresses and attributes that a macro puts into a tag."""
    text = _ATTRIBUTES.sub("", text) if '="' in text else text
    return any(word not in SAID_EVERYWHERE_ALIKE for word in _WORD.findall(_ADDRESS.sub("", text)))


def test_no_template_asks_the_database() -> None:
    for path in templates():
        called = (call.node for call in tree_of(path).find_all(nodes.Call))
        asked = (node for node in called if QUERYING & set(_words(node)))
        named = (node for node in tree_of(path).find_all(nodes.Name) if node.name == "db")
        expect_none(f"{name_of(path)}:{node.lineno}: {'.'.join(_words(node))}" for node in (*asked, *named))


def _words(node: nodes.Node) -> list[str]:
    """The parts of a name with dots, such as `a.b.c`."""
    if isinstance(node, nodes.Getattr):
        return [*_words(node.node), node.attr]
    return [node.name] if isinstance(node, nodes.Name) else []


def test_every_text_of_a_page_can_be_translated() -> None:
    expect_none(
        f"{name_of(path)}:{line}: {text[:80]}"
        for path in templates(".html")
        for line, text in spoken(path)
        if _untranslated(text)
    )


def test_every_text_of_a_mail_can_be_translated() -> None:
    expect_none(
        f"{name_of(path)}:{line}: {text[:80]}"
        for path in templates(".txt")
        for line, text in page(path).texts
        if _untranslated(text)
    )


def test_sentences_inside_expressions_can_be_translated() -> None:
    """What begins with a capital and goes on with small letters is taken for something that people read."""
    expect_none(
        f"{name_of(path)}:{const.lineno}: {const.value[:80]!r}"
        for path in templates()
        for const in untranslated_strings(tree_of(path))
        if _BEGINS_LIKE_A_SENTENCE.match(const.value) and _untranslated(const.value)
    )


def test_no_page_holds_style_or_script_of_its_own() -> None:
    """The content security policy would not run it."""
    for path in templates(".html"):
        for line, tag, attributes in page(path).tags:
            wrong = [name for name in attributes if name == "style" or name.startswith("on")]
            is_data = attributes.get("type") == "application/ld+json"  # which no browser runs
            if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
                wrong.append(f"<{tag}>")
            expect_none(f"{name_of(path)}:{line}: {name}" for name in wrong)


def test_pages_load_nothing_from_other_hosts() -> None:
    loading = {
        "link": "href",
        "script": "src",
        "img": "src",
        "iframe": "src",
        "source": "src",
        "video": "src",
    }
    expect_none(
        f"{name_of(path)}:{line}: {attributes.get(loading[tag])}"
        for path in templates(".html")
        for line, tag, attributes in page(path).tags
        if tag in loading and re.match(r"(https?:)?//", attributes.get(loading[tag], ""))
    )


def test_every_mail_has_a_subject_and_a_body() -> None:
    for folder in sorted((FOLDER / "email").iterdir()):
        assert {path.name for path in folder.iterdir()} == {"subject.txt", "body.txt"}, folder.name


def _translated(source: Source) -> Iterator[tuple[ast.Call, ast.expr]]:
    for name, call in source.calls():
        if name in ("_", "_l", "_p", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext") and call.args:
            yield from ((call, argument) for argument in call.args[: 2 if "ngettext" in name or name == "_p" else 1])


def test_translated_texts_are_written_out() -> None:
    """`_(f"…")` or `_(name)` would never be found by the extraction."""
    expect_none(
        s.at(call, ast.unparse(argument)[:60])
        for s in sources(*CODE)
        for call, argument in _translated(s)
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    )


def test_messages_of_views_are_translated() -> None:
    expect_none(
        s.at(call, "flash() with a fixed text")
        for s in sources(*CODE)
        for name, call in s.calls()
        if name == "flash" and isinstance(call.args[0], ast.Constant)
    )


PHYSICAL = (
    r"(?:^|[{;])\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right))\s*[:;}]"
)


def test_the_style_speaks_of_start_and_end_never_of_left_and_right() -> None:
    expect_none(lines_with(PHYSICAL, files("*.css")))


def test_style_and_script_load_nothing_from_other_hosts() -> None:
    static = [path for path in files() if path.parent.name == "static" and path.suffix in (".css", ".js")]
    expect_none(lines_with(r"@import|url\(\s*['\"]?(?:https?:)?//|(?:fetch|import)\(\s*['\"`](?:https?:)?//", static))

"""Templates, as the guards read them: the HTML without what Jinja puts in, and the expressions alone."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from tests.guards.sources import ROOT

FOLDER = ROOT / "templates"
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where an expression puts something in."""

TRANSLATING = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})
CODE = frozenset({"code", "kbd", "pre", "samp"})
SPOKEN = ("title", "alt", "aria-label", "placeholder", "summary", "label")
"""Attributes that people read or hear."""

_environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])

Attributes = list[tuple[str, str | None]]


def templates(suffix: str = "") -> list[Path]:
    """All templates, or those with a suffix."""
    return sorted(path for path in FOLDER.rglob(f"*{suffix}") if path.is_file())


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> nodes.Template:
    return _environment.parse(path.read_text("utf-8"))


def fixed_text(path: Path) -> str:
    """What the template says whatever is put in: lines stay, expressions become holes, statements vanish."""
    written, translated = [], False
    tokens = list(_environment.lex(path.read_text("utf-8")))
    for (_line, token, value), (*_, word) in zip(tokens, [*tokens[2:], (0, "", ""), (0, "", "")], strict=True):
        if token == "block_begin":  # the second token after it is the name of the statement
            translated = word == "trans" or (translated and word != "endtrans")
        if token == "data" and not translated:
            written.append(value)
        else:
            written.append("\n" * value.count("\n") + (HOLE if token == "variable_begin" else ""))
    return "".join(written)


class Page(HTMLParser):
    """The tags of a template with their line, and the texts between them; what is code is no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[int, str, dict[str, str]]] = []
        self.texts: list[tuple[int, str]] = []
        self._inside_code = 0
        self.feed(fixed_text(path))
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tags.append((self.getpos()[0], tag, {name: value or "" for name, value in attrs}))
        self._inside_code += tag in CODE

    def handle_endtag(self, tag: str) -> None:
        self._inside_code -= tag in CODE

    def handle_data(self, data: str) -> None:
        if not self._inside_code:
            self.texts.append((self.getpos()[0], data.strip()))


@cache
def page(path: Path) -> Page:
    return Page(path)


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """All texts of an HTML template that a person may read or hear."""
    yield from page(path).texts
    for line, _tag, attributes in page(path).tags:
        yield from ((line, attributes[name]) for name in SPOKEN if name in attributes)


def untranslated_strings(node: nodes.Node) -> Iterator[nodes.Const]:
    """String constants below a node that do not go through gettext."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name in TRANSLATING:
            continue
        if isinstance(child, nodes.Const) and isinstance(child.value, str):
            yield child
        yield from untranslated_strings(child)

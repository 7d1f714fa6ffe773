"""What the hub can be told and asked stands in docs/, and stands there as it is."""

import re

import click
import pytest

from docs import generate
from hub.cli import main
from hub.config import SETTINGS
from tests.guards.sources import CODE, ROOT, expect_none, files, sources

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return generate.pages()


@pytest.mark.parametrize("name", generate.PAGES)
def test_generated_pages_say_what_the_code_says(pages: dict[str, str], name: str) -> None:
    """`python docs/generate.py` writes them."""
    assert (DOCS / name).read_text("utf-8") == pages[name]


def test_every_setting_is_documented() -> None:
    text = (DOCS / "configuration.md").read_text("utf-8")
    expect_none(s.name for s in SETTINGS if f"`{s.name}`" not in text or not s.meaning)


def test_no_code_asks_for_a_setting_that_is_not_declared() -> None:
    known = {setting.name for setting in SETTINGS}
    expect_none(
        f"{s.name}: {name}"
        for s in sources(*CODE)
        for name in re.findall(r"[\"'](HUB_[A-Z_]+)[\"']", s.text)
        if name not in known
    )


def _paths(group: click.Group, start: str) -> list[str]:
    context = click.Context(group)
    found = ((f"{start} {name}", group.get_command(context, name)) for name in group.list_commands(context))
    return [path for name, one in found for path in (_paths(one, name) if isinstance(one, click.Group) else [name])]


def test_every_command_is_documented_and_says_what_it_does() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    expect_none(path for path in _paths(main, "hub") if f"## {path}\n\n```" not in text)
    blocks = text.split("\n## ")[1:]
    expect_none(block.splitlines()[0] for block in blocks if not re.search(r"```\n\n\w", block))


def test_links_between_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    expect_none(
        f"{path.relative_to(ROOT)}: {target}"
        for path in files("*.md")
        for target in link.findall(path.read_text("utf-8"))
        if not (path.parent / target).exists()
    )


def test_files_that_documents_name_are_there() -> None:
    """Paths in backticks, such as `hub/db.py`; with a place for a name in them they stand for several."""
    named = re.compile(r"`((?:hub|repository|experts|discussions|tests|docs|templates|static|benchmarks)/[\w./-]*)`")
    expect_none(
        f"{path.relative_to(ROOT)}: {target}"
        for path in files("*.md")
        for target in named.findall(path.read_text("utf-8"))
        if not (ROOT / target).exists()
    )


def test_decisions_are_numbered_without_gaps_and_say_why() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))
    assert [path.name[:4] for path in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    parts = ("## Choice", "## Why", "## Consequences")
    expect_none(f"{path.name}: {part}" for path in records for part in parts if part not in path.read_text("utf-8"))

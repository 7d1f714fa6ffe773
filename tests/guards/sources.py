"""The hub's own files, as the guards read them."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = "hub"
FEATURES = ("repository", "experts", "discussions")
CODE = ("app.py", CORE, *FEATURES)
OWN = frozenset({"app", CORE, *FEATURES, "docs", "tests", "benchmarks"})
"""The first words of the names of our own modules."""

_NOT_OURS = frozenset(
    {
        ".git",
        ".venv",
        "var",
        "__pycache__",
        "build",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        "node_modules",
    }
)

FunctionDef = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """A Python file; `name` is its path below the root."""

    name: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The folder at top level that it stands in, or "app"."""
        return self.name.split("/")[0].removesuffix(".py")

    def functions(self) -> Iterator[FunctionDef]:
        """All functions and methods."""
        return (node for node in ast.walk(self.tree) if isinstance(node, FunctionDef))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """All calls, each with the last part of what is called: `commit` for `db.session.commit()`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield last_name(node.func), node

    def at(self, node: ast.AST, words: str) -> str:
        """A finding: file, line and what is wrong."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {words}"


def last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Each imported module, with the statement that imports it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


@cache
def _parsed(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(str(path.relative_to(ROOT)), text, ast.parse(text))


def sources(*places: str) -> list[Source]:
    """The Python files in these files and folders below the root."""
    return [_parsed(path) for place in places for path in _python_files(ROOT / place)]


def _python_files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def files(pattern: str = "*") -> list[Path]:
    """All files of the project, without what is made or installed."""
    found = (path for path in ROOT.rglob(pattern) if not _NOT_OURS & set(path.relative_to(ROOT).parts))
    return sorted(path for path in found if path.is_file() and not path.parent.name.endswith(".egg-info"))


def lines_with(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Each line of text files that the pattern is found in, as a finding."""
    sought = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in paths
        for number, line in enumerate(_lines(path), 1)
        if sought.search(line)
    ]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def expect_none(findings: Iterable[str]) -> None:
    """Fail with all findings, one a line."""
    __tracebackhide__ = True
    found = sorted(set(findings))
    assert not found, "\n" + "\n".join(found)

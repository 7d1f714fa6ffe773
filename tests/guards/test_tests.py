"""Tests that are written are also run."""

import ast
from collections import Counter
from collections.abc import Iterator

from tests.guards.sources import FunctionDef, Source, expect_none, sources


def _is_test(node: ast.AST) -> bool:
    return isinstance(node, FunctionDef) and node.name.startswith("test")


def _collected(source: Source) -> Iterator[ast.AST]:
    """The tests that pytest finds in a file."""
    if not source.name.rpartition("/")[2].startswith("test_"):
        return
    for node in source.tree.body:
        if _is_test(node):
            yield node
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from (method for method in node.body if _is_test(method))


def test_every_test_function_is_collected() -> None:
    expect_none(
        s.at(f, f"{f.name} is never run")
        for s in sources("tests")
        for f in s.functions()
        if _is_test(f) and f not in set(_collected(s))
    )


def test_no_test_hides_another_of_the_same_name() -> None:
    def twice(body: list[ast.stmt]) -> Iterator[str]:
        names = Counter(
            node.name for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        )
        return (name for name, times in names.items() if times > 1)

    for s in sources("tests"):
        scopes = [s.tree.body, *(node.body for node in ast.walk(s.tree) if isinstance(node, ast.ClassDef))]
        expect_none(f"{s.name}: {name} is written twice" for body in scopes for name in twice(body))


def test_every_test_checks_something() -> None:
    """An assert, an expected error, or a function whose name says that it checks."""
    expect_none(
        s.at(f, f"{f.name} checks nothing")
        for s in sources("tests")
        for f in _collected(s)
        if isinstance(f, FunctionDef) and not _checks(f, s)
    )


def _checks(function: FunctionDef, source: Source) -> bool:
    checking = {f.name for f in source.functions() if any(isinstance(n, ast.Assert) for n in ast.walk(f))}
    called = {name for name, _call in Source("", "", ast.Module([function], [])).calls()}
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or bool(
        called & (checking | {"raises", "expect_none", "call_and_validate"})
    )


def test_no_test_is_switched_off() -> None:
    """Only two conftests leave tests out, where there is no browser or no LibreOffice, and say so."""
    found = (
        s.at(node, f"pytest.mark.{node.attr}")
        for s in sources("tests")
        for node in ast.walk(s.tree)
        if s.name not in ("tests/browser/conftest.py", "tests/repository/conftest.py")
        and isinstance(node, ast.Attribute)
        and node.attr in ("skip", "skipif", "xfail")
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "mark"
    )
    expect_none(found)

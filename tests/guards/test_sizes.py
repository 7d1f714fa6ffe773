"""Small files, small functions: the budget of docs/architecture.md."""

from statistics import median, quantiles

from tests.guards.sources import CODE, FunctionDef, Source, expect_none, sources

LONGEST_FILE, LONGEST_FUNCTION = 450, 50


def _lines(source: Source) -> int:
    return len(source.text.splitlines())


def _length(function: FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_longer_than_450_lines() -> None:
    expect_none(
        f"{s.name}: {_lines(s)} lines"
        for s in sources(*CODE, "tests", "docs", "benchmarks")
        if _lines(s) > LONGEST_FILE
    )


def test_most_files_are_short() -> None:
    lengths = [_lines(s) for s in sources(*CODE)]
    assert median(lengths) <= 100
    assert quantiles(lengths, n=10)[-1] <= 200


def test_no_function_is_longer_than_50_lines() -> None:
    expect_none(
        s.at(f, f"{f.name}() has {_length(f)} lines")
        for s in sources(*CODE, "tests", "docs", "benchmarks")
        for f in s.functions()
        if _length(f) > LONGEST_FUNCTION
    )


def test_most_functions_are_short() -> None:
    assert median(_length(f) for s in sources(*CODE) for f in s.functions()) <= 10

"""The large data of the measurements: always the same, and such that an import takes it."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from flask import Flask

from benchmarks import data, tables
from benchmarks.load import at
from hub.exchange import exchange_of


@pytest.mark.parametrize("make", data.KINDS.values(), ids=data.KINDS)
def test_the_same_lines_come_at_each_run(make: Callable[[int], Iterator[Any]]) -> None:
    assert list(islice(make(40), 3)) == list(islice(make(40), 3))


@pytest.mark.one_database
@pytest.mark.parametrize("kind", data.KINDS)
def test_an_import_takes_every_line(app: Flask, kind: str) -> None:
    schema = exchange_of(kind).schema()
    for line in data.KINDS[kind](40):
        assert schema.load(line)


def test_threads_hold_as_many_posts_as_asked_for() -> None:
    assert sum(len(thread["posts"]) for thread in data.discussions(1_000)) == 1_000


def test_a_percentile_is_a_time_that_was_measured() -> None:
    times = [float(n) for n in range(1, 101)]
    assert (at(times, 0.5), at(times, 0.95), at([7.0], 0.95)) == (51.0, 96.0, 7.0)


def test_tables_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show("Sizes", ("page", "bytes"), [("home", "2,936"), ("a long name", "1")])
    lines = capsys.readouterr().out.strip().splitlines()[2:]
    assert len({len(line) for line in lines}) == 1 and lines[1] == "|-------------|------:|"

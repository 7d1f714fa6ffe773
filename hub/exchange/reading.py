"""Lines of a file, one after the other: JSON Lines or CSV."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from marshmallow.fields import Field

from hub.errors import HubError
from hub.exchange.cells import from_cell

FORMATS = ("jsonl", "csv")
WHOLE = "(line)"
"""Stands for the field where a line as a whole is wrong."""
MAX_LINE = 16 * 1024 * 1024
_UNREADABLE = "This is not UTF-8 text."


class LineProblem(NamedTuple):
    """What is wrong with a line of a file."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        told = f"line {self.line}: {self.field}: {self.reason}"
        return "".join(letter if letter.isprintable() else " " for letter in told)


class Line(NamedTuple):
    """A line with its values, or with what is wrong with it."""

    number: int
    values: dict[str, Any]
    problems: tuple[LineProblem, ...] = ()


def format_of(path: Path, asked: str | None, known: tuple[str, ...]) -> str:
    """The format asked for, or the one that the file's ending names."""
    found = asked or {".ndjson": "jsonl", ".json": "jsonl"}.get(path.suffix.lower(), path.suffix.lower().lstrip("."))
    if found not in known:
        raise HubError(f"{path.name}: say which format this is with --format ({', '.join(known)}).")
    return found


def read(path: Path, form: str, known: Mapping[str, Field]) -> Iterator[Line]:
    """The lines of a file; blank ones are left out."""
    if form == "csv":
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            yield from _read_csv(text, known)
    else:
        with path.open("rb") as file:
            yield from _read_json(file)


def _wrong(number: int, reason: str, field: str = WHOLE) -> Line:
    return Line(number, {}, (LineProblem(number, field, reason),))


def _read_json(file: IO[bytes]) -> Iterator[Line]:
    number = 0
    while raw := file.readline(MAX_LINE):
        number += 1
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            yield _wrong(number, f"A line may hold {MAX_LINE // 1024**2} MB; the rest of the file was not read.")
            return
        if raw.strip():
            yield _json_line(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)


def _json_line(number: int, raw: bytes) -> Line:
    try:
        values = json.loads(raw, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        return _wrong(number, _UNREADABLE)
    except (ValueError, RecursionError) as error:
        return _wrong(number, f"This is not valid JSON ({error}).")
    if not isinstance(values, dict):
        return _wrong(number, "Give a JSON object with named fields.")
    return Line(number, values)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _read_csv(text: IO[str], known: Mapping[str, Field]) -> Iterator[Line]:
    csv.field_size_limit(MAX_LINE)
    number = 1
    try:
        reader = csv.reader(text, delimiter=_delimiter(text), strict=True)
        header = [name.strip() for name in next(reader, [])]
        if problems := tuple(_header_problems(header, known)):
            yield Line(1, {}, problems)
            return
        number = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield _csv_line(number, header, cells, known)
            number = reader.line_num + 1
    except csv.Error as error:
        yield _wrong(number, f"This is not valid CSV ({error}); the rest of the file was not read.")


def _is_text(cells: list[str]) -> bool:
    """Whether all bytes were UTF-8; what was not has become lone surrogates."""
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return False
    return True


def _delimiter(text: IO[str]) -> str:
    """What parts the cells of the first line; spreadsheets of some countries write semicolons."""
    first = text.readline(MAX_LINE)
    text.seek(0)
    return max((",", ";", "\t"), key=first.count)


def _header_problems(header: list[str], known: Mapping[str, Field]) -> Iterator[LineProblem]:
    if not any(header):
        yield LineProblem(1, WHOLE, "The first line has to name the columns.")
    if not _is_text(header):
        yield LineProblem(1, WHOLE, _UNREADABLE)
        return
    for name in dict.fromkeys(header):
        if name not in known:
            yield LineProblem(1, name or WHOLE, "There is no field of this name.")
        elif header.count(name) > 1:
            yield LineProblem(1, name, "This column stands here more than once.")


def _csv_line(number: int, header: list[str], cells: list[str], known: Mapping[str, Field]) -> Line:
    if len(cells) > len(header):
        return _wrong(number, f"There are {len(cells)} cells, but {len(header)} columns.")
    if not _is_text(cells):
        return _wrong(number, _UNREADABLE)
    values, problems = {}, []
    for name, cell in zip(header, cells, strict=False):
        try:
            if cell:
                values[name] = from_cell(cell, known[name])
        except (ValueError, RecursionError) as error:
            problems.append(LineProblem(number, name, f"This is not valid JSON ({error})."))
    return Line(number, values, tuple(problems))

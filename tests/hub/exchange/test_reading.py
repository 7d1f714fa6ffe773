"""Reading files that people made: each problem names its line and its column."""

from pathlib import Path

import pytest

from hub.errors import HubError
from hub.exchange import reading
from hub.exchange.reading import FORMATS, Line, LineProblem, format_of, read
from repository.schemas import PracticeSchema

FIELDS = PracticeSchema().fields


def lines(tmp_path: Path, content: bytes, form: str) -> list[Line]:
    path = tmp_path / f"file.{form}"
    path.write_bytes(content)
    return list(read(path, form, FIELDS))


def said(found: list[Line]) -> list[str]:
    return [str(problem) for line in found for problem in line.problems]


def test_json_lines_are_numbered_as_an_editor_does(tmp_path: Path) -> None:
    found = lines(tmp_path, b'\xef\xbb\xbf{"title": "A"}\r\n\n  \n{"title": "B"}', "jsonl")
    assert found == [Line(1, {"title": "A"}), Line(4, {"title": "B"})]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "line 2: (line): This is not valid JSON (Expecting property name"),
        (b"[1]", "line 2: (line): Give a JSON object with named fields."),
        (b"NaN", "line 2: (line): This is not valid JSON (NaN is no JSON)."),
        (b'{"a": 1} {"b": 2}', "line 2: (line): This is not valid JSON (Extra data"),
        (b'{"title": "\xff"}', "line 2: (line): This is not UTF-8 text."),
        (b"[" * 100_000, "line 2: (line): This is not valid JSON (maximum recursion depth"),
        (b'{"start_year": ' + b"9" * 5_000 + b"}", "line 2: (line): This is not valid JSON (Exceeds the limit"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_json_object_is_a_problem_of_that_line(tmp_path: Path, line: bytes, problem: str) -> None:
    found = lines(tmp_path, b'{"title": "A"}\n' + line + b'\n{"title": "C"}\n', "jsonl")
    assert [one.number for one in found] == [1, 2, 3]
    assert said(found)[0].startswith(problem)


def test_a_line_without_end_is_not_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_LINE", 1024 * 1024)
    (problem,) = said(lines(tmp_path, b"x" * 3_000_000, "jsonl"))
    assert problem == "line 1: (line): A line may hold 1 MB; the rest of the file was not read."


def test_csv_takes_what_spreadsheets_write(tmp_path: Path) -> None:
    expected = {"title": "Überall, überall", "countries": ["TZ", "KE"], "links": [{"label": "A"}]}
    with_commas = '\ufefftitle,countries,links\r\n"Überall, überall",TZ; KE,"[{""label"": ""A""}]"\r\n'
    with_semicolons = 'title;countries;links\n"Überall, überall";"TZ; KE";"[{""label"": ""A""}]"\n'
    for text in (with_commas, with_semicolons):
        assert lines(tmp_path, text.encode(), "csv") == [Line(2, expected)]


def test_csv_lines_are_counted_where_they_begin(tmp_path: Path) -> None:
    content = 'title,summary\n"A","two\nlines"\n\n,,\nB\n'
    assert [line.number for line in lines(tmp_path, content.encode(), "csv")] == [2, 6]
    assert said(lines(tmp_path, content.encode(), "csv")) == []


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["line 1: (line): The first line has to name the columns."]),
        (b"title,wrong,\n", ["line 1: wrong: There is no field of this name.",
                             "line 1: (line): There is no field of this name."]),
        (b"title,title\nA,B\n", ["line 1: title: This column stands here more than once."]),
        (b"title,summary\nA,B,C\n", ["line 2: (line): There are 3 cells, but 2 columns."]),
        (b"title,links\nA,[\n", ["line 2: links: This is not valid JSON (Expecting value: line 1 column 2 (char 1))."]),
        (b"title\nA\n\xff\n", ["line 3: (line): This is not UTF-8 text."]),
        (b"t\xeftle\nA\n", ["line 1: (line): This is not UTF-8 text."]),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, content: bytes, problems: list[str]) -> None:
    assert said(lines(tmp_path, content, "csv")) == problems


def test_a_problem_is_one_harmless_line() -> None:
    assert str(LineProblem(1, "\x1b[2J\ud800", "no\nfield")) == "line 1:  [2J : no field"


def test_quotes_that_do_not_end_are_said(tmp_path: Path) -> None:
    (problem,) = said(lines(tmp_path, b'title,summary\nA,"B" C\n', "csv"))
    assert problem.startswith("line 2: (line): This is not valid CSV (")


def test_the_format_is_known_by_the_ending_or_asked_for() -> None:
    assert format_of(Path("a.JSONL"), None, FORMATS) == "jsonl"
    assert format_of(Path("a.ndjson"), None, FORMATS) == "jsonl"
    assert format_of(Path("a.txt"), "csv", FORMATS) == "csv"
    with pytest.raises(HubError, match=r"a.xlsx: say which format this is with --format \(jsonl, csv\)"):
        format_of(Path("a.xlsx"), None, FORMATS)
